package io.yardmaster.job.workflow;

import io.yardmaster.job.NewJob;
import io.yardmaster.job.Past.Before;

/**
 * One node of a workflow's tree under a number.
 *
 * @param number from 1; the children of a part have numbers without gaps
 * @param shape what it is and where it stands
 * @param job null for a chain or a group
 * @param before what a job finds as {@code previous}
 */
public record TreePart(int number, Shape shape, NewJob job, Before before) {

    /** What a part is. */
    public enum Kind {
        JOB('j'),
        CHAIN('c'),
        GROUP('g');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** True where the children run one after the other. */
        public boolean isOrdered() {
            return this == CHAIN;
        }

        static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("kind " + letter + " is not known");
        }
    }

    /**
     * What the store keeps of a part's place.
     *
     * @param parent number of the part around it; 0 for the top
     * @param onDead its policy
     * @param next the part that follows it in its chain; 0 = none
     * @param first of a chain or group, its first child; of a job, the part whose result it finds; 0 = none
     * @param count of a chain or group, how many children; of a job, milliseconds that it waits once released
     */
    public record Shape(Kind kind, int parent, OnDead onDead, int next, int first, long count) {
        /** As the scripts read it: {@code kind parent policy next first count}. */
        public String text() {
            return kind.letter + " " + parent + " " + onDead.letter() + " " + next + " " + first + " " + count;
        }

        /** @throws IllegalArgumentException when a hand in the store made it unreadable */
        public static Shape of(String text) {
            String[] words = text.split(" ");
            if (words.length != 6) {
                throw new IllegalArgumentException("a part of a workflow cannot be read: " + text);
            }
            OnDead policy = OnDead.FAIL;
            for (OnDead one : OnDead.values()) {
                policy = one.letter() == words[2].charAt(0) ? one : policy;
            }
            return new Shape(
                    Kind.of(words[0].charAt(0)),
                    Integer.parseInt(words[1]),
                    policy,
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    Long.parseLong(words[5]));
        }
    }
}
