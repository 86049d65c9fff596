package zoetrope.app.model;

import zoetrope.app.text.Texts;
import zoetrope.service.jobs.Jobs;
import zoetrope.service.reading.ShotReader;
import zoetrope.service.studio.Bitmaps;
import zoetrope.service.studio.TakeFrames;

/**
 * What every place of the editor is given. The composition root made it all and closes it.
 *
 * @param frames decoded clips for playing and thumbnails
 * @param bitmaps reads and writes pictures, on a background thread
 * @param asking lets the user show files
 * @param abilities of the models on this machine
 * @param shotReader says what models make of prompts, on a background thread
 */
public record Workbench(
    Texts texts,
    UiThread ui,
    Notices notices,
    Background background,
    StoryModel story,
    Jobs jobs,
    TakeFrames frames,
    Bitmaps bitmaps,
    FileAsking asking,
    Abilities abilities,
    ShotReader shotReader) {}
