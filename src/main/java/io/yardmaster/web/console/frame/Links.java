package io.yardmaster.web.console.frame;

import io.yardmaster.job.JobState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses of pages and acts, with everything in them encoded. */
public final class Links {
    private Links() {}

    /** A list of jobs. @param queue null for all @param cursor null for the first page */
    public static String jobs(JobState state, String queue, String cursor) {
        return "/jobs?state=" + state.word() + parameter("&", "queue", queue) + parameter("&", "cursor", cursor);
    }

    /** The dead jobs. @param queue null for all @param cursor null for the first page */
    public static String dead(String queue, String cursor) {
        return "/dead" + parameter("?", "queue", queue) + parameter(queue == null ? "?" : "&", "cursor", cursor);
    }

    /** The dead jobs of a failure. @param cursor null for the first page */
    public static String dead(String queue, String fingerprint, String cursor) {
        return dead(queue, fingerprint, null, cursor);
    }

    /** The dead jobs of a failure and a type. @param queue null for all @param fingerprint null for all @param type the same */
    public static String dead(String queue, String fingerprint, String type, String cursor) {
        String given = parameter("&", "queue", queue)
                + parameter("&", "fingerprint", queue == null ? null : fingerprint)
                + parameter("&", "type", type)
                + parameter("&", "cursor", cursor);
        return given.isEmpty() ? "/dead" : "/dead?" + given.substring(1);
    }

    public static String job(String id, String queue) {
        return "/jobs/" + encoded(id) + parameter("?", "queue", queue);
    }

    /** An act on a job. @param verb for example retry */
    public static String act(String id, String queue, String verb) {
        return "/jobs/" + encoded(id) + "/" + verb + parameter("?", "queue", queue);
    }

    private static String parameter(String before, String name, String value) {
        return value == null ? "" : before + name + "=" + encoded(value);
    }

    /** A value as it stands in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
