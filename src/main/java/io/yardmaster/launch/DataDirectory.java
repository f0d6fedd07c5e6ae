package io.yardmaster.launch;

import io.yardmaster.settings.Given;
import io.yardmaster.settings.LaunchSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The directory of one server: its own Redis, the generated password, and the lock that keeps a second server out. The
 * kernel drops the lock with the process, so a killed server leaves none behind.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "server.lock";
    private static final String PID = "server.pid";

    private static final Set<OpenOption> LOCKING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private FileChannel channel;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * The directory, made when it is missing.
     *
     * @throws StartRefusedException with one sentence when it cannot be written, or others could have
     *     written it
     */
    static DataDirectory at(Path path) {
        try {
            Files.createDirectories(path, mode(path, "rwx------"));
            Path probe = Files.createTempFile(path, "write", ".try");
            try {
                Belongings.check(path, probe);
            } finally {
                Files.delete(probe);
            }
            return new DataDirectory(path);
        } catch (FileAlreadyExistsException e) {
            throw new StartRefusedException(path + " is not a directory; " + otherwise(), e);
        } catch (IOException e) {
            throw new StartRefusedException("The data directory " + path + " cannot be written; " + otherwise(), e);
        }
    }

    public Path path() {
        return path;
    }

    /**
     * Keeps every other server out until {@link #close()}, and notes this process in {@code server.pid}.
     *
     * @throws StartRefusedException with one sentence when another server holds it
     */
    void lock() {
        try {
            FileChannel file = FileChannel.open(path.resolve(LOCK), LOCKING, mode(path, "rw-------"));
            if (!isLocked(file)) {
                file.close();
                throw new StartRefusedException("The data directory " + path + " is held by another server (pid "
                        + holder() + "); stop that one, or " + otherwise());
            }
            channel = file;
            Files.deleteIfExists(path.resolve(PID));
            create(PID, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new StartRefusedException("Cannot lock the data directory " + path + ": " + e + ".", e);
        }
    }

    /** Makes a file that only its owner may read. @throws FileAlreadyExistsException when there is one */
    void create(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = Files.newByteChannel(file, fresh, mode(path, "rw-------"))) {
            out.write(StandardCharsets.UTF_8.encode(text));
        }
    }

    /** Lets the next server in. Safe to call when never locked. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                Files.deleteIfExists(path.resolve(PID));
                channel.close(); // and with it the lock; its file stays, for deleting it would let two in
            }
        } catch (IOException e) {
            throw new StartRefusedException("Cannot unlock the data directory " + path + ": " + e + ".", e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another server in this very process
        }
    }

    private String holder() {
        try {
            return Files.readString(path.resolve(PID)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    static String otherwise() {
        return "set " + Given.variable(LaunchSettings.DATA_DIR) + " to another directory.";
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
