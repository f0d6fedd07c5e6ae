package io.yardmaster.web.console.job;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.text.Name;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What moves on the page of a job, by the id of its element. */
@Singleton
public class JobParts implements LivePage {
    private final JobSheets sheets;
    private final Lookout lookout;

    JobParts(JobSheets sheets, Lookout lookout) {
        this.sheets = sheets;
        this.lookout = lookout;
    }

    @CheckedTemplate(basePath = "job")
    static class Templates {
        static native TemplateInstance line(JobSheet sheet);

        static native TemplateInstance acts(JobSheet sheet);

        static native TemplateInstance why(JobSheet sheet);

        static native TemplateInstance now(JobSheet sheet);

        static native TemplateInstance fault(JobSheet sheet);

        static native TemplateInstance result(JobSheet sheet, boolean raw);

        static native TemplateInstance log(JobSheet sheet);

        static native TemplateInstance side(JobSheet sheet);

        static native TemplateInstance gone();
    }

    @Override
    public String name() {
        return "jobs/*";
    }

    @Override
    public String key(Address address) {
        if (!Name.isId(address.item())) {
            throw new BadRequestException("that is no id of a job");
        }
        return address.item() + " " + queue(address) + " " + raw(address);
    }

    @Override
    public Map<String, String> parts(Address address) {
        Map<String, String> parts = job(queue(address), address.item(), address.zone(), raw(address));
        return FrameParts.around(parts, lookout.scene(), address.zone());
    }

    private static String queue(Address address) {
        String queue = address.query().apply("queue");
        return Name.isName(queue) ? queue : null;
    }

    private static boolean raw(Address address) {
        return "raw".equals(address.query().apply("payload"));
    }

    private Map<String, String> job(String queue, String id, Zone zone, boolean raw) {
        try {
            return parts(sheets.of(queue, id, zone), raw);
        } catch (UnknownJobException | UnknownQueueException | AmbiguousJobException gone) {
            return Map.of("job-line", Templates.gone().render());
        } catch (StoreAwayException away) {
            return Map.of();
        }
    }

    private static Map<String, String> parts(JobSheet sheet, boolean raw) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("job-line", Templates.line(sheet).render());
        parts.put("job-acts", Templates.acts(sheet).render());
        parts.put("job-why", Templates.why(sheet).render());
        parts.put("job-now", Templates.now(sheet).render());
        parts.put("job-fault", Templates.fault(sheet).render());
        parts.put("job-result", Templates.result(sheet, raw).render());
        parts.put("job-log", Templates.log(sheet).render());
        parts.put("job-side", Templates.side(sheet).render());
        return parts;
    }
}
