package io.yardmaster.chaos;

import io.yardmaster.Shim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The clock of the processes that load it; a test moves it while they run. */
final class Clock {
    private static final String CODE = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>
            static volatile long long *ahead;
            __attribute__((constructor)) static void load(void) {
                const char *path = getenv("CHAOS_CLOCK");
                int file = path ? open(path, O_RDONLY) : -1;
                if (file < 0) return;
                void *seconds = mmap(0, 8, PROT_READ, MAP_SHARED, file, 0);
                if (seconds != MAP_FAILED) ahead = seconds;
                close(file);
            }
            int clock_gettime(clockid_t id, struct timespec *at) {
                int failed = syscall(SYS_clock_gettime, id, at);
                if (!failed && ahead && id == CLOCK_REALTIME) at->tv_sec += *ahead;
                return failed;
            }
            int gettimeofday(struct timeval *restrict at, void *restrict zone) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                at->tv_sec = now.tv_sec;
                at->tv_usec = now.tv_nsec / 1000;
                return 0;
            }
            """;

    private final Path seconds;
    private final Map<String, String> environment;

    private Clock(Path seconds, Path library) throws IOException {
        this.seconds = seconds;
        this.environment = Map.of("LD_PRELOAD", library.toString(), "CHAOS_CLOCK", seconds.toString());
        moveTo(0);
    }

    /** Empty where no compiler is. @param name of its file in that folder */
    static Optional<Clock> of(Path dir, String name) throws IOException, InterruptedException {
        Optional<Path> library = Shim.compiled(dir, CODE);
        return library.isEmpty() ? Optional.empty() : Optional.of(new Clock(dir.resolve(name), library.get()));
    }

    /** What a process needs to go by it. */
    Map<String, String> environment() {
        return environment;
    }

    /** So many seconds ahead of the true time, at once. */
    void moveTo(long ahead) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(ahead)
                .flip();
        // in place: a process that has mapped this file must never find it empty
        try (FileChannel file = FileChannel.open(seconds, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(bytes, 0);
        }
    }
}
