package io.yardmaster.store.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a Redis that jobs are to be kept in, by what INFO says and by its clock. Asked at the start, every
 * 30 s while the server runs, and by {@code ./yardmaster doctor}.
 */
public final class Checkup {
    private static final int OLDEST = 7;
    private static final long LARGEST_SKEW_MS = 1_000;
    private static final int FULL_PERCENT = 80;

    private Checkup() {}

    /**
     * Something that is wrong.
     *
     * @param refused true when the server does not start with it
     * @param sentence what is wrong and what to do
     */
    public record Finding(boolean refused, String sentence) {}

    /** @param info what INFO says, by name @param aheadMs how far its clock is ahead of this machine's */
    public static List<Finding> of(Map<String, String> info, long aheadMs) {
        List<Finding> all = new ArrayList<>();
        if (major(info) < OLDEST) {
            all.add(new Finding(true, "Redis " + version(info) + " is too old: version 7 or newer is needed."));
        }
        String policy = info.getOrDefault("maxmemory_policy", "noeviction");
        if (!"noeviction".equals(policy)) {
            all.add(new Finding(
                    true, "Redis would evict jobs: its maxmemory-policy is " + policy + ", set it to noeviction."));
        }
        if (!"1".equals(info.get("aof_enabled"))) {
            all.add(new Finding(
                    false, "Redis keeps no append-only file: what it holds is lost when it dies. Set appendonly yes."));
        } else if ("err".equals(info.get("aof_last_write_status"))) {
            all.add(new Finding(false, "Redis could not write its append-only file: look at the disk that it is on."));
        }
        addFull(info, all);
        if (Math.abs(aheadMs) > LARGEST_SKEW_MS) {
            String sense = aheadMs > 0 ? "behind" : "ahead of";
            all.add(new Finding(
                    false,
                    "The clock of this machine is " + Math.abs(aheadMs) + " ms " + sense
                            + " the store's: let both follow the same time server."));
        }
        return all;
    }

    private static void addFull(Map<String, String> info, List<Finding> all) {
        long most = number(info, "maxmemory");
        long used = number(info, "used_memory");
        if (most > 0 && used * 100 / most >= FULL_PERCENT) {
            all.add(new Finding(
                    false, "The memory of Redis is " + used * 100 / most + " % full: at 100 % no new job is taken."));
        }
    }

    /** The version of the Redis or Valkey. */
    public static String version(Map<String, String> info) {
        return info.getOrDefault("valkey_version", info.getOrDefault("redis_version", "0"));
    }

    private static int major(Map<String, String> info) {
        String number = version(info).split("\\.")[0];
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
    }

    private static long number(Map<String, String> info, String name) {
        String text = info.getOrDefault(name, "0");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
