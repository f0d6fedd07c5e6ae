package io.yardmaster.handlers.demo;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Takes longer for larger pictures. */
@Singleton
@LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
@JobHandler(
        value = "image.thumbnail",
        description = "Pretends to make small pictures out of a large one.",
        example = "{\"source\": \"uploads/teapot-blue.jpg\", \"widths\": [160, 480, 960]}")
class ThumbnailHandler implements Handler<ThumbnailHandler.Image> {
    private static final int MOST_WIDTHS = 10;

    /** @param source where the picture is @param widths pixels of each small one; null = none */
    record Image(String source, List<Integer> widths) {}

    @Override
    public Outcome run(Image payload, JobContext context) throws InterruptedException {
        List<Integer> widths = payload.widths == null ? List.of() : payload.widths;
        for (int width : widths.subList(0, Math.min(widths.size(), MOST_WIDTHS))) {
            Pause.millis(20
                    + Math.clamp(width, 0, 2_000) / 12
                    + ThreadLocalRandom.current().nextLong(40));
            context.log("made " + payload.source + " at " + width + " px");
        }
        return Outcome.succeeded();
    }
}
