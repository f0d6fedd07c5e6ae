package io.yardmaster.web.api.dead;

import io.yardmaster.engine.operation.Operation;
import io.yardmaster.web.api.request.At;
import java.util.Locale;

/** A bulk act as the API writes it. */
public record OperationJson(
        String id,
        String kind,
        String queue,
        String state,
        long total,
        long done,
        long failed,
        Integer ratePerMinute,
        String by,
        At startedAt,
        At finishedAt,
        At undoUntil,
        Object result) {
    public static OperationJson of(Operation operation) {
        return new OperationJson(
                operation.id(),
                operation.kind(),
                operation.queue().isEmpty() ? null : operation.queue(),
                operation.state().name().toLowerCase(Locale.ROOT),
                operation.total(),
                operation.done(),
                operation.failed(),
                operation.ratePerMinute(),
                operation.by(),
                At.of(operation.startedAt()),
                At.of(operation.finishedAt()),
                At.of(operation.undoUntil()),
                operation.result());
    }
}
