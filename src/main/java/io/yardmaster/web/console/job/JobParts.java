package io.yardmaster.web.console.job;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.JobState;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.dead.DeadPage;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.jobs.JobList;
import io.yardmaster.web.console.jobs.JobLists;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What moves on the pages of jobs, by the id of its element. Rows of lists stay: they would move under the pointer. */
@Singleton
public class JobParts {
    private final JobSheets sheets;
    private final Lookout lookout;

    JobParts(JobSheets sheets, Lookout lookout) {
        this.sheets = sheets;
        this.lookout = lookout;
    }

    @CheckedTemplate(basePath = "parts")
    static class Templates {
        static native TemplateInstance jobTabs(List<JobList.Tab> tabs);

        static native TemplateInstance deadQueues(DeadPage.Summary summary);

        static native TemplateInstance jobLine(JobSheet sheet);

        static native TemplateInstance jobActs(JobSheet sheet);

        static native TemplateInstance jobNow(JobSheet sheet);

        static native TemplateInstance jobFault(JobSheet sheet);

        static native TemplateInstance jobResult(JobSheet sheet, boolean raw);

        static native TemplateInstance jobLog(JobSheet sheet);

        static native TemplateInstance jobSide(JobSheet sheet);

        static native TemplateInstance jobGone();
    }

    /** Of a list. @param queue null for all */
    Map<String, String> list(JobState state, String queue, Zone zone) {
        Scene scene = lookout.scene();
        String known = scene.queue(queue).isPresent() ? queue : null;
        String tabs = Templates.jobTabs(JobLists.tabs(scene, state, known)).render();
        return FrameParts.around(Map.of("job-tabs", tabs), scene, zone);
    }

    /** Of the dead. @param queue null for all */
    Map<String, String> dead(String queue, Zone zone) {
        Scene scene = lookout.scene();
        String queues = Templates.deadQueues(DeadPage.summary(scene, queue)).render();
        return FrameParts.around(Map.of("dead-queues", queues), scene, zone);
    }

    /** Of one job. @param queue null to look everywhere @param raw true to show JSON as it came */
    Map<String, String> job(String queue, String id, boolean raw, Zone zone) {
        return FrameParts.around(job(queue, id, zone, raw), lookout.scene(), zone);
    }

    private Map<String, String> job(String queue, String id, Zone zone, boolean raw) {
        try {
            return parts(sheets.of(queue, id, zone), raw);
        } catch (UnknownJobException | UnknownQueueException | AmbiguousJobException gone) {
            return Map.of("job-line", Templates.jobGone().render());
        } catch (StoreAwayException away) {
            return Map.of();
        }
    }

    private static Map<String, String> parts(JobSheet sheet, boolean raw) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("job-line", Templates.jobLine(sheet).render());
        parts.put("job-acts", Templates.jobActs(sheet).render());
        parts.put("job-now", Templates.jobNow(sheet).render());
        parts.put("job-fault", Templates.jobFault(sheet).render());
        parts.put("job-result", Templates.jobResult(sheet, raw).render());
        parts.put("job-log", Templates.jobLog(sheet).render());
        parts.put("job-side", Templates.jobSide(sheet).render());
        return parts;
    }
}
