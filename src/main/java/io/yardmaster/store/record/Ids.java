package io.yardmaster.store.record;

import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * Makes ids of 14 characters: time in ms (7), node (2), sequence (3), queue's number (2 or more), each in base 62 whose
 * digits ascend in ASCII, so that the ids of one node ascend.
 */
public final class Ids {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE = DIGITS.length();
    private static final int TIME = 7;
    private static final int NODE = 2;
    private static final int SEQUENCE = 3;
    private static final int BEFORE_QUEUE = TIME + NODE + SEQUENCE;
    private static final int QUEUE = 2;
    private static final int MOST_QUEUE = 4;
    private static final int NODES = BASE * BASE;
    private static final int SEQUENCES = BASE * BASE * BASE;

    private final InstantSource clock;
    private final int node;
    private long lastMs;
    private int sequence;

    /** @param number any number that differs from those of the nodes started shortly before and after */
    public Ids(InstantSource clock, long number) {
        this.clock = clock;
        this.node = (int) Math.floorMod(number, (long) NODES);
    }

    /** An id greater than every one made before by this object for queues of the same width. */
    public String next(int queueNumber) {
        long ms;
        int step;
        synchronized (this) {
            long now = clock.millis();
            if (now > lastMs) {
                lastMs = now;
                sequence = 0;
            } else if (++sequence == SEQUENCES) {
                lastMs++;
                sequence = 0;
            }
            ms = lastMs;
            step = sequence;
        }
        char[] id = new char[BEFORE_QUEUE + width(queueNumber)];
        put(id, 0, TIME, ms);
        put(id, TIME, NODE, node);
        put(id, TIME + NODE, SEQUENCE, step);
        put(id, BEFORE_QUEUE, id.length - BEFORE_QUEUE, queueNumber);
        return new String(id);
    }

    /** The queue's number in an id, if the server can have made it; a hint, since a client may make such ids too. */
    public static OptionalInt queueNumber(String id) {
        if (id.length() < BEFORE_QUEUE + QUEUE || id.length() > BEFORE_QUEUE + MOST_QUEUE) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 0; i < id.length(); i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0) {
                return OptionalInt.empty();
            }
            number = i < BEFORE_QUEUE ? 0 : number * BASE + digit;
        }
        return OptionalInt.of(number);
    }

    private static int width(int queueNumber) {
        int width = QUEUE;
        for (int most = NODES; queueNumber >= most; most *= BASE) {
            width++;
        }
        return width;
    }

    private static void put(char[] id, int from, int width, long number) {
        long rest = number;
        for (int i = from + width - 1; i >= from; i--) {
            id[i] = DIGITS.charAt((int) (rest % BASE));
            rest /= BASE;
        }
    }
}
