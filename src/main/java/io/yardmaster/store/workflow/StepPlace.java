package io.yardmaster.store.workflow;

/** Where the job of a part is. Names and ids hold no blanks. */
public record StepPlace(String queue, String jobId, String type) {
    String text() {
        return queue + " " + jobId + " " + type;
    }

    /** Null for null, and for what a hand made unreadable. */
    static StepPlace of(String text) {
        String[] words = text == null ? new String[0] : text.split(" ");
        return words.length == 3 ? new StepPlace(words[0], words[1], words[2]) : null;
    }
}
