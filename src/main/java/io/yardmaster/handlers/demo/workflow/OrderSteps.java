package io.yardmaster.handlers.demo.workflow;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The steps of an order: each says what it found before it. */
final class OrderSteps {
    private static final int ONE_IN_TEN = 10;

    private OrderSteps() {}

    /** @param order its number */
    record Order(String order) {}

    /** Takes a moment, and answers with its name and what it found. */
    private static Outcome step(String name, Order order, JobContext context) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000, 400_000_000));
        context.log(name + " " + order.order() + " after " + context.previous());
        return new Outcome.Succeeded("{\"step\":\"" + name + "\"}");
    }

    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "order.validate", description = "Looks whether an order is complete.")
    static class Validate implements Handler<Order> {
        @Override
        public Outcome run(Order order, JobContext context) {
            return step("validated", order, context);
        }
    }

    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "order.reserve", description = "Takes the wares of an order from the shelf.")
    static class Reserve implements Handler<Order> {
        @Override
        public Outcome run(Order order, JobContext context) {
            return step("reserved", order, context);
        }
    }

    /** One card in ten is declined: its order waits until somebody retries the step. */
    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "order.pay", description = "Charges the card of an order.")
    static class Pay implements Handler<Order> {
        @Override
        public Outcome run(Order order, JobContext context) {
            return ThreadLocalRandom.current().nextInt(ONE_IN_TEN) == 0
                    ? Outcome.fatal("CardDeclined", "the bank declined the card")
                    : step("paid", order, context);
        }
    }

    @Singleton
    @LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
    @JobHandler(value = "order.confirm", description = "Tells the customer.")
    static class Confirm implements Handler<Order> {
        @Override
        public Outcome run(Order order, JobContext context) {
            return step("confirmed", order, context);
        }
    }
}
