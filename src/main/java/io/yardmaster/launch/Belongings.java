package io.yardmaster.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that a data directory and what is in it belong to whoever runs the server, so that nobody planted them. */
final class Belongings {
    /** The directories in it are {@code bin} and those of Redis: one level deep. */
    private static final int DEEPEST = 2;

    private static final int MOST_FILES = 10_000;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private Belongings() {}

    /** Refuses what is not ours, then closes the directory to others. @param probe a file that was made just now */
    static void check(Path dir, Path probe) throws IOException {
        if (!dir.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        UserPrincipal us = Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
        refuseWritable(dir, us);
        for (Path entry : entries(dir)) {
            PosixFileAttributes of = attributes(entry);
            if (of.isSymbolicLink() || !of.owner().equals(us)) {
                throw refused(entry
                        + (of.isSymbolicLink()
                                ? " is a link"
                                : " belongs to " + of.owner().getName()));
            }
        }
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
    }

    private static void refuseWritable(Path dir, UserPrincipal us) throws IOException {
        PosixFileAttributes of = attributes(dir.toRealPath());
        if (!of.owner().equals(us)) {
            throw refused(
                    "The data directory " + dir + " belongs to " + of.owner().getName());
        }
        if (of.permissions().stream().anyMatch(OF_OTHERS::contains)) {
            throw refused("The data directory " + dir + " can be written by others ("
                    + PosixFilePermissions.toString(of.permissions()) + ")");
        }
    }

    private static List<Path> entries(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir.toRealPath(), DEEPEST)) {
            return all.skip(1).limit(MOST_FILES).toList();
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static StartRefusedException refused(String fault) {
        return new StartRefusedException(
                fault + ", so what is in it may not be the server's own; " + DataDirectory.otherwise());
    }
}
