package io.yardmaster.launch;

import io.yardmaster.engine.queues.LiveSettings;
import io.yardmaster.settings.LaunchSettings;
import io.yardmaster.store.Store;
import io.yardmaster.store.own.OwnRedis;
import io.yardmaster.store.own.RedisBinary;
import io.yardmaster.store.redis.RedisAddress;
import io.yardmaster.web.access.AccessSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What everything else stands on: a port to listen on, a data directory to itself, a Redis, the store in it, and what is set there. */
@Singleton
public final class Ground {
    /** Says nothing to an operator. */
    private static final Pattern JAVA_NAME = Pattern.compile("\\b([a-z]+\\.)+[\\w$]+(Exception|Error): |\\.$");

    private final LaunchSettings settings;
    private final DataDirectory data;
    private final Store store;
    private final LiveSettings queues;
    private final boolean listening;
    private OwnRedis redis;

    /** @param access not used here: taken so that what is wrong with it, too, is said before anything starts */
    Ground(
            LaunchSettings settings,
            AccessSettings access,
            DataDirectory data,
            Store store,
            LiveSettings queues,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean listening) {
        this.settings = settings;
        this.data = data;
        this.store = store;
        this.queues = queues;
        this.listening = listening;
    }

    /** @throws StartRefusedException with one sentence; what was taken until then is to be undone */
    public void prepare(Steps steps) {
        try {
            steps.take("port", this::tryPort, () -> {});
            steps.take("data directory", data::lock, () -> {}); // the container lets go of it, at the very end
            steps.take("own Redis", this::startRedis, this::stopRedis);
            steps.take("store", this::openStore, store::close);
            steps.take("settings", queues::start, queues::end);
        } catch (IllegalStateException e) {
            throw new StartRefusedException(e.getMessage(), e);
        }
    }

    /** Asked before anything is started; the socket that serves is opened last. */
    private void tryPort() {
        if (!listening) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of a server that just ended do not keep the port
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw new StartRefusedException(
                    "Port " + settings.port() + " of " + settings.host() + " is in use or not allowed ("
                            + e.getMessage() + "); set QUARKUS_HTTP_PORT to another one.",
                    e);
        }
    }

    private void startRedis() {
        if (settings.redisUrl() == null) {
            redis = OwnRedis.start(binary(), data.path(), settings.appendfsync());
            StopSignals.endToo(redis::endSoon);
        }
    }

    private void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    private void openStore() {
        try {
            store.open(address());
        } catch (IllegalStateException e) {
            String why = JAVA_NAME.matcher(e.getMessage()).replaceAll("");
            throw new StartRefusedException(why + (redis == null ? "; check YARDMASTER_REDIS_URL." : "."), e);
        }
    }

    private RedisBinary binary() {
        return settings.redisBinary() != null
                ? RedisBinary.chosen(settings.redisBinary())
                : RedisBinary.find(Optional.ofNullable(System.getenv("PATH")).orElse(""), data.path());
    }

    private RedisAddress address() {
        return redis != null ? redis.address() : new RedisAddress(settings.redisUrl(), false);
    }
}
