package io.yardmaster.engine.node;

/**
 * The store as INFO tells.
 *
 * @param mode own or external
 * @param version of Redis
 * @param durability for example {@code appendonly everysec}
 * @param usedBytes memory in use
 * @param maxBytes memory at most; 0 = no limit set
 * @param fileBytes size of the append-only file; 0 when there is none
 * @param lastSaveOk the last write to the file succeeded
 * @param uptimeSeconds seconds since Redis started
 * @param roundTripMicros microseconds of one PING
 */
public record StoreStatus(
        String mode,
        String version,
        String durability,
        long usedBytes,
        long maxBytes,
        long fileBytes,
        boolean lastSaveOk,
        long uptimeSeconds,
        long roundTripMicros) {}
