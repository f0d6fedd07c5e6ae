package io.yardmaster.web.api.request;

import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;

/** Names in a path. One that breaks the grammar names nothing, so it is answered like any other unknown one. */
public final class Named {
    private Named() {}

    public static String queue(String name) {
        if (!Name.isName(name)) {
            throw new UnknownQueueException(Text.cut(name, Name.LONGEST));
        }
        return name;
    }

    public static String job(String id) {
        if (!Name.isId(id)) {
            throw new UnknownJobException(Text.cut(id, Name.LONGEST));
        }
        return id;
    }
}
