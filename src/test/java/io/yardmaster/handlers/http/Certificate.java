package io.yardmaster.handlers.http;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Makes certificates that nobody vouches for but who trusts them. */
public final class Certificate {
    private Certificate() {}

    /** A key with a certificate for a host. @param directory where its file goes */
    public static PfxOptions of(String host, Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve(host + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "good",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "password")
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("keytool made no certificate for " + host);
        }
        return new PfxOptions().setPath(store.toString()).setPassword("password");
    }
}
