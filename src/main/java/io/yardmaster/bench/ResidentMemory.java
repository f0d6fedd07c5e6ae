package io.yardmaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ResidentMemory of this process. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double KIB_A_MIB = 1_024;

    private ResidentMemory() {}

    /** Resident memory in MiB; null where the system has no /proc. */
    static Double rssMiB() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / KIB_A_MIB;
                }
            }
        } catch (IOException elsewhere) {
            return null;
        }
        return null;
    }
}
