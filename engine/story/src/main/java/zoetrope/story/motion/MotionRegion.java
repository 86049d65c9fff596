package zoetrope.story.motion;

/** One region and what it does. */
public record MotionRegion(RegionArea area, RegionMotion motion) {}
