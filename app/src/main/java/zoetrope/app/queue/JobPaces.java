package zoetrope.app.queue;

import zoetrope.app.model.TakePace;

/** What learns from jobs how long they take on this machine. */
public record JobPaces(ExportPace exports, TakePace takes) {}
