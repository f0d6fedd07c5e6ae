package io.yardmaster.store.record;

import io.yardmaster.job.Job;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A schedule as one value: a header, a line break, and the record of the job that a run becomes.
 *
 * @param header text without line breaks
 * @param rest what follows the first line break
 */
public record Definition(String header, byte[] rest) {
    public static byte[] pack(String header, Job template) {
        byte[] head = (header + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] record = RecordCodec.pack(template);
        byte[] all = Arrays.copyOf(head, head.length + record.length);
        System.arraycopy(record, 0, all, head.length, record.length);
        return all;
    }

    /** The first line and the rest; a value without a line break is a header without a job. */
    public static Definition unpack(byte[] value) {
        int end = 0;
        while (end < value.length && value[end] != '\n') {
            end++;
        }
        String header = new String(value, 0, end, StandardCharsets.UTF_8);
        return new Definition(header, Arrays.copyOfRange(value, Math.min(value.length, end + 1), value.length));
    }

    /** The job of a run; a stand-in without a handler where it cannot be read. */
    public Job template(String name) {
        return Stored.read("", name, rest, 0).job();
    }
}
