package io.yardmaster.store.record;

import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a bucket of metrics holds, read from its fields or from the value that {@code buckets.lua} packs. Whatever does not
 * fit is left out or counts as 0: a field edited by hand must not take a page down.
 *
 * @param named amounts by name
 * @param series what was counted in bins, by letter: a field of a letter and a number is one of its bins
 */
public record Counts(Map<String, Long> named, Map<Character, Series> series) {
    public static final Counts NONE = new Counts(Map.of(), Map.of());

    /** Bins in use. @param bins ascending @param counts of the same length */
    public record Series(int[] bins, long[] counts) {
        public static final Series NONE = new Series(new int[0], new long[0]);
    }

    private static final String PACKED = "n:counts";
    private static final String MARK = "n:";
    private static final int MOST_BINS = 2_048;

    /** Reads a hash of Redis. */
    public static Counts of(Response hash) {
        if (hash.size() == 0) {
            return NONE;
        }
        Gathered gathered = new Gathered();
        Response packed = hash.get(PACKED);
        if (packed != null) {
            gathered.addPacked(packed.toBytes());
        }
        for (String field : hash.getKeys()) {
            if (!field.startsWith(MARK)) {
                gathered.add(field, number(hash.get(field).toString()));
            }
        }
        return gathered.counts();
    }

    /** Reads a packed value; nothing where it is empty. */
    public static Counts of(byte[] packed) {
        Gathered gathered = new Gathered();
        gathered.addPacked(packed);
        return gathered.counts();
    }

    /** Reads fields. */
    public static Counts of(Map<String, Long> fields) {
        Gathered gathered = new Gathered();
        fields.forEach(gathered::add);
        return gathered.counts();
    }

    public boolean isEmpty() {
        return named.isEmpty() && series.isEmpty();
    }

    public Series series(char letter) {
        return series.getOrDefault(letter, Series.NONE);
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }

    /** The bin that a field names; -1 for what is none. */
    private static int bin(String field) {
        int bin = 0;
        for (int i = 1; i < field.length(); i++) {
            int digit = field.charAt(i) - '0';
            if (digit < 0 || digit > 9 || field.length() > 5 || i > 1 && bin == 0) {
                return -1;
            }
            bin = bin * 10 + digit;
        }
        return field.length() > 1 && Character.isLetter(field.charAt(0)) && bin < MOST_BINS ? bin : -1;
    }

    private static final class Gathered {
        private static final String LAST_STAYS = "waiting";
        private final Map<String, Long> named = new HashMap<>();
        private final Map<Character, Line> lines = new HashMap<>();

        void add(String field, long amount) {
            int bin = bin(field);
            if (bin >= 0) {
                line(field.charAt(0)).add(bin, amount);
            } else if (field.equals(LAST_STAYS)) {
                named.put(field, amount);
            } else {
                named.merge(field, amount, Long::sum);
            }
        }

        void addPacked(byte[] packed) {
            try {
                addPacked(new MessagePack(ByteBuffer.wrap(packed)));
            } catch (RuntimeException nonsense) {
                return; // written by hand
            }
        }

        private void addPacked(MessagePack from) {
            if (from.isOver()) {
                return;
            }
            from.size();
            for (int letters = from.size(); letters > 0; letters--) {
                Line line = line(from.text().charAt(0));
                int bin = 0;
                for (int pairs = from.size() / 2; pairs > 0; pairs--) {
                    bin += (int) from.number();
                    line.add(bin, from.number());
                }
            }
            for (int names = from.size(); names > 0; names--) {
                named.put(from.text(), from.number());
            }
        }

        private Line line(char letter) {
            return lines.computeIfAbsent(letter, any -> new Line());
        }

        Counts counts() {
            Map<Character, Series> series = HashMap.newHashMap(lines.size());
            lines.forEach((letter, line) -> series.put(letter, line.series()));
            return named.isEmpty() && series.isEmpty() ? NONE : new Counts(named, series);
        }
    }

    /** A bin and its count are sorted as one number. */
    private static final class Line {
        private static final int COUNT_BITS = 52;
        private static final long LARGEST_COUNT = (1L << COUNT_BITS) - 1;
        private long[] found = new long[64];
        private int size;

        void add(int bin, long count) {
            if (bin < 0 || bin >= MOST_BINS) {
                return;
            }
            if (size == found.length) {
                found = Arrays.copyOf(found, 4 * size);
            }
            found[size++] = (long) bin << COUNT_BITS | Math.clamp(count, 0, LARGEST_COUNT);
        }

        Series series() {
            Arrays.sort(found, 0, size);
            int[] bins = new int[size];
            long[] counts = new long[size];
            int used = 0;
            for (int i = 0; i < size; i++) {
                int bin = (int) (found[i] >>> COUNT_BITS);
                if (used == 0 || bins[used - 1] != bin) {
                    bins[used++] = bin;
                }
                counts[used - 1] += found[i] & LARGEST_COUNT;
            }
            return used == size ? new Series(bins, counts) : cut(bins, counts, used);
        }

        private static Series cut(int[] bins, long[] counts, int used) {
            return new Series(Arrays.copyOf(bins, used), Arrays.copyOf(counts, used));
        }
    }

    /** As much of MessagePack (msgpack.org, its specification) as {@code cmsgpack.pack} writes of tables, texts and numbers. */
    private record MessagePack(ByteBuffer bytes) {
        boolean isOver() {
            return !bytes.hasRemaining();
        }

        /** Of an array or a map. An empty table is written as an array. */
        int size() {
            int type = bytes.get() & 255;
            return switch (type) {
                case 0xdc, 0xde -> bytes.getShort() & 0xffff;
                case 0xdd, 0xdf -> bytes.getInt();
                default -> type >= 0x80 && type <= 0x9f ? type & 15 : wrong(type);
            };
        }

        String text() {
            int type = bytes.get() & 255;
            int length = switch (type) {
                case 0xd9 -> bytes.get() & 255;
                case 0xda -> bytes.getShort() & 0xffff;
                case 0xdb -> bytes.getInt();
                default -> type >= 0xa0 && type <= 0xbf ? type & 31 : wrong(type);
            };
            byte[] text = new byte[length];
            bytes.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }

        long number() {
            int type = bytes.get();
            return switch (type & 255) {
                case 0xcc -> bytes.get() & 255;
                case 0xcd -> bytes.getShort() & 0xffff;
                case 0xce -> bytes.getInt() & 0xffff_ffffL;
                case 0xcf, 0xd3 -> bytes.getLong();
                case 0xca -> (long) bytes.getFloat();
                case 0xcb -> (long) bytes.getDouble();
                case 0xd0 -> bytes.get();
                case 0xd1 -> bytes.getShort();
                case 0xd2 -> bytes.getInt();
                default -> type >= -32 ? type : wrong(type & 255);
            };
        }

        private static int wrong(int type) {
            throw new IllegalArgumentException("not written by pack or fold: " + type);
        }
    }
}
