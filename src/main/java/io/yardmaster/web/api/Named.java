package io.yardmaster.web.api;

import io.yardmaster.engine.UnknownJobException;
import io.yardmaster.engine.UnknownQueueException;
import io.yardmaster.job.Name;
import io.yardmaster.job.Text;

/** Names in a path. One that breaks the grammar names nothing, so it is answered like any other unknown one. */
final class Named {
    private Named() {}

    static String queue(String name) {
        if (!Name.isName(name)) {
            throw new UnknownQueueException(Text.cut(name, Name.LONGEST));
        }
        return name;
    }

    static String job(String id) {
        if (!Name.isId(id)) {
            throw new UnknownJobException(Text.cut(id, Name.LONGEST));
        }
        return id;
    }
}
