package io.yardmaster.engine.schedule;

import java.util.List;

/** A bean that declares schedules in code. They are registered when a node with the role worker starts. */
public interface DeclaresSchedules {
    /** What it declares; see {@link ScheduleBuilder}. */
    List<Schedule> schedules();
}
