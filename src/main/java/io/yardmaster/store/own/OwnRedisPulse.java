package io.yardmaster.store.own;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/** What the port of the own Redis says to a PING. */
enum OwnRedisPulse {
    /** It answers. */
    UP,
    /** It reads its file, however long that takes. */
    LOADING,
    /** Something accepts and says nothing: it is stopped, or busy. */
    SILENT,
    /** Nobody listens. */
    GONE,
    /** Somebody else listens. */
    STRANGER;

    static OwnRedisPulse of(OwnRedisConf conf) {
        try (OwnRedisTalk talk = OwnRedisTalk.with(conf)) {
            return talk.ask("PING").equals("PONG") ? UP : STRANGER;
        } catch (OwnRedisComplaint e) {
            return of(e);
        } catch (SocketTimeoutException e) {
            return SILENT;
        } catch (ConnectException e) {
            return GONE;
        } catch (IOException e) {
            return GONE; // it hung up, as a Redis does that is about to end
        }
    }

    private static OwnRedisPulse of(OwnRedisComplaint complaint) {
        if (complaint.is("LOADING")) {
            return LOADING;
        }
        return complaint.is("WRONGPASS") || complaint.is("ERR AUTH") ? STRANGER : UP;
    }
}
