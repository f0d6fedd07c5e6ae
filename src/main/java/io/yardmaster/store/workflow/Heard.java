package io.yardmaster.store.workflow;

import io.yardmaster.store.redis.Wire;
import io.yardmaster.store.workflow.WorkflowStore.News;
import java.util.ArrayList;
import java.util.List;

/**
 * What one workflow is to take in.
 *
 * @param done what was done of what was to do, as it was told
 * @param news at most {@value WorkflowStore#SLICE}, in their order
 */
public record Heard(String id, List<String> done, List<News> news) {

    /** The arguments of {@code workflow_apply.lua}. @param source the queue that the news come from; empty for the engine itself */
    List<byte[]> args(String source) {
        List<byte[]> args = new ArrayList<>(4 + done.size() + 3 * news.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(source));
        args.add(Wire.bytes(done.size()));
        args.add(Wire.bytes(news.size()));
        done.forEach(item -> args.add(Wire.bytes(reported(item))));
        for (News one : news) {
            args.add(Wire.bytes(one.number()));
            args.add(Wire.bytes(one.part()));
            args.add(Wire.bytes(String.valueOf(one.what())));
        }
        return args;
    }

    /** What was to do, as it is reported done: of a release without the place of its job. */
    private static String reported(String item) {
        String[] words = item.split(" ", 4);
        return words.length > 3 && words[1].equals("r") ? words[0] + " r " + words[2] : item;
    }
}
