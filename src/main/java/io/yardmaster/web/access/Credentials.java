package io.yardmaster.web.access;

import io.yardmaster.job.Role;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.access.session.SessionBinding;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The secrets that open the door. Only their digests are kept and compared, so that no timing tells anything. */
@Singleton
public class Credentials {
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private final byte[] admin;
    private final byte[] token;

    public Credentials(AccessSettings settings) {
        admin = digest(Caller.ADMIN + ":" + settings.adminPassword());
        token = settings.apiToken() == null ? null : digest(settings.apiToken());
    }

    /** Binds sessions to the password that they came by. */
    @Produces
    @Singleton
    SessionBinding binding() {
        return new SessionBinding(HexFormat.of().formatHex(admin));
    }

    /** True for the password of the user {@code admin}. */
    public boolean isAdminPassword(String password) {
        return isAdmin(Caller.ADMIN + ":" + password);
    }

    /** Who comes with that {@code Authorization} header; empty when it opens nothing. */
    public Optional<Caller> of(String authorization) {
        if (starts(authorization, BEARER)) {
            boolean known = isToken(authorization.substring(BEARER.length()).strip());
            return known ? Optional.of(new Caller("token", Role.ADMIN)) : Optional.empty();
        }
        if (starts(authorization, BASIC)) {
            return decode(authorization.substring(BASIC.length()).strip())
                    .filter(this::isAdmin)
                    .map(known -> new Caller(Caller.ADMIN, Role.ADMIN));
        }
        return Optional.empty();
    }

    /** True for a header that carries a token. @param authorization may be null */
    static boolean isBearer(String authorization) {
        return authorization != null && starts(authorization, BEARER);
    }

    /** True for a header that could be right: of a scheme that is known here, with something to try. */
    static boolean isGuess(String authorization) {
        return starts(authorization, BEARER) || starts(authorization, BASIC);
    }

    private boolean isAdmin(String userAndPassword) {
        return MessageDigest.isEqual(admin, digest(userAndPassword));
    }

    private boolean isToken(String secret) {
        return token != null && MessageDigest.isEqual(token, digest(secret));
    }

    private static boolean starts(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
