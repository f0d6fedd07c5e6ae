package io.yardmaster.handlers.demo;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Goes from shelf to parcel in a few steps, each in the log. */
@Singleton
@LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
@JobHandler(
        value = "order.fulfil",
        description = "Picks, packs and labels an order.",
        example = "{\"order\": \"A-20417\", \"customer\": \"Mira Holm\", \"items\": [\"Teapot, blue\"]}")
class OrderHandler implements Handler<OrderHandler.Order> {
    /** @param order its number @param customer a name @param items what was bought; null = nothing */
    record Order(String order, String customer, List<String> items) {}

    @Override
    public Outcome run(Order payload, JobContext context) throws InterruptedException {
        List<String> items = payload.items == null ? List.of() : payload.items;
        for (int i = 0; i < items.size(); i++) {
            context.log("picked " + items.get(i));
            context.progress(100 * (i + 1) / (items.size() + 1), "picking");
            Pause.millis(ThreadLocalRandom.current().nextLong(10, 60));
        }
        context.log("packed and labelled " + payload.order);
        return Outcome.succeeded();
    }
}
