package io.yardmaster.handlers.demo;

import static io.yardmaster.job.attempt.Backoff.Type.EXPONENTIAL;
import static io.yardmaster.job.attempt.Backoff.Type.FIXED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The shop: what its customers make it do, as jobs, about twenty a second. */
final class DemoShop {
    private static final int UPLOAD = 120;
    private static final Rules PATIENT = rules(9, new Backoff(EXPONENTIAL, 2_000, 30_000, Jitter.of(0.3)), 20_000);
    private static final Rules HASTY = rules(2, new Backoff(FIXED, 1_500, 1_500, Jitter.of(0.2)), 10_000);

    /** Something that happens at a rate. */
    private record Habit(String queue, double perSecond, Supplier<Stream<NewJob>> jobs) {}

    private final String services;
    private final ObjectMapper json;
    private final RandomGenerator random;
    private final Cast cast;
    private final List<Habit> habits;

    /** @param services address of the services, without a path */
    DemoShop(String services, ObjectMapper json, RandomGenerator random) {
        this.services = services;
        this.json = json;
        this.random = random;
        this.cast = new Cast(random);
        this.habits = List.of(
                often("orders", 4, this::order),
                often("orders", 1, () -> call("orders", "/warehouse/shipments", Rules.NONE)),
                often("payments", 2.7, () -> call("payments", "/payments/charges", PATIENT)),
                often("payments", 0.3, () -> call("payments", "/payments/captures", HASTY)),
                often("email", 6, () -> mail("email", "receipt", 0)),
                often("email", 1, () -> call("email", "/mail/messages", Rules.NONE)),
                often("email", 0.1, () -> mail("email", "survey", random.nextLong(60_000, 1_200_000))),
                often("images", 3.5, this::thumbnail),
                new Habit(
                        "images",
                        1 / 75.0,
                        () -> Stream.generate(this::thumbnail).limit(UPLOAD)),
                often("reports", 1 / 60.0, this::report));
    }

    /** What happens in so many seconds, in queues that have room. */
    List<NewJob> happenings(double seconds, Predicate<String> hasRoom) {
        List<NewJob> jobs = new ArrayList<>();
        for (Habit habit : habits) {
            int times = (int) (habit.perSecond * seconds + random.nextDouble()); // right on average
            for (int i = 0; i < times && hasRoom.test(habit.queue); i++) {
                habit.jobs.get().forEach(jobs::add);
            }
        }
        return jobs;
    }

    /** What there is from the first second on. */
    List<NewJob> opening() {
        List<NewJob> jobs = new ArrayList<>();
        jobs.add(report());
        Stream.generate(() -> mail("email", "survey", random.nextLong(30_000, 900_000)))
                .limit(12)
                .forEach(jobs::add);
        Stream.generate(() -> call("payments", "/payments/captures", HASTY))
                .limit(3)
                .forEach(jobs::add);
        return jobs;
    }

    /** One letter of the newsletter. */
    NewJob letter() {
        return mail("newsletter", "newsletter", 0);
    }

    private NewJob order() {
        return job("orders", "order.fulfil", Rules.NONE, 0, cast.order());
    }

    private NewJob thumbnail() {
        return job("images", "image.thumbnail", Rules.NONE, 0, cast.picture());
    }

    private NewJob report() {
        return job("reports", "report.monthly", Rules.NONE, 0, Map.of("month", "2026-10", "format", "pdf"));
    }

    private NewJob mail(String queue, String template, long delayMs) {
        return job(queue, "email.receipt", Rules.NONE, delayMs, cast.mail(template));
    }

    private NewJob call(String queue, String path, Rules options) {
        Map<String, Object> payload = new LinkedHashMap<>(); // read best in this order
        payload.put("url", services + path);
        payload.put("method", "POST");
        payload.put("body", cast.payment());
        return job(queue, "http.request", options, 0, payload);
    }

    private NewJob job(String queue, String type, Rules options, long delayMs, Map<String, Object> payload) {
        int priority = queue.equals("payments") ? 5 : queue.equals("newsletter") ? 20 : Work.DEFAULT_PRIORITY;
        List<String> tags = List.of("shop:" + cast.town());
        return NewJob.of(type)
                .queue(queue)
                .work(new Work(type, text(payload), priority, tags))
                .due(new NewJob.Due.After(delayMs))
                .rules(options);
    }

    private static Rules rules(long attempts, Backoff backoff, long timeoutMs) {
        return Rules.NONE
                .with(Option.MAX_ATTEMPTS, attempts)
                .with(Option.BACKOFF, backoff)
                .with(Option.TIMEOUT_MS, timeoutMs);
    }

    private String text(Map<String, Object> payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of text and numbers are JSON", impossible);
        }
    }

    private static Habit often(String queue, double perSecond, Supplier<NewJob> job) {
        return new Habit(queue, perSecond, () -> Stream.of(job.get()));
    }
}
