package io.yardmaster.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the user {@code admin}.
 *
 * @param text never empty
 * @param origin where it comes from
 */
record AdminPassword(String text, Source origin) {
    static final String FILE = "admin-password";
    private static final int BYTES = 12;
    private static final int LONGEST = 200;

    /** Set by the operator, made by this start, or made by an earlier one and kept. */
    enum Source {
        SET,
        MADE,
        KEPT
    }

    /** The password kept in this directory for its owner alone, made now when there is none. Two at once get the same. */
    static AdminPassword in(DataDirectory data) {
        Path file = data.path().resolve(FILE);
        try {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String made = HexFormat.of().formatHex(random);
            data.create(FILE, made + "\n");
            return new AdminPassword(made, Source.MADE);
        } catch (FileAlreadyExistsException e) {
            return new AdminPassword(kept(file), Source.KEPT);
        } catch (IOException e) {
            throw new StartRefusedException("Cannot write " + file + ": " + e + ".", e);
        }
    }

    private static String kept(Path file) {
        try {
            String text =
                    Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new StartRefusedException(file + " holds no password of at most " + LONGEST
                        + " characters; delete it and a new one is made.");
            }
            return text;
        } catch (IOException e) {
            throw new StartRefusedException("Cannot read " + file + ": " + e + ".", e);
        }
    }

    @Override
    public String toString() {
        return "AdminPassword[" + origin + "]";
    }
}
