package io.yardmaster.store.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.LogLine;
import java.util.ArrayList;
import java.util.List;

/** Attempts and log lines as one JSON text a line. */
public final class HistoryCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private HistoryCodec() {}

    public static String write(Object line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The attempts; a line that cannot be read is left out. */
    static List<Attempt> attempts(String lines) {
        return read(lines, Attempt.class);
    }

    /** The log; a line that cannot be read is left out. */
    public static List<LogLine> log(String lines) {
        return read(lines, LogLine.class);
    }

    /** A line; {@code otherwise} where there is none, or it cannot be read. */
    public static <T> T read(String line, Class<T> type, T otherwise) {
        try {
            return line == null ? otherwise : JSON.readValue(line, type);
        } catch (JsonProcessingException edited) {
            return otherwise; // edited by hand: what is lost is one line of a history, never a job
        }
    }

    private static <T> List<T> read(String lines, Class<T> type) {
        List<T> all = new ArrayList<>();
        if (lines != null) {
            for (String line : lines.split("\n")) {
                T read = read(line, type, null);
                if (read != null) {
                    all.add(read);
                }
            }
        }
        return all;
    }
}
