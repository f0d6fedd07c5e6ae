package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.HeldKeys;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.store.call.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the keys that are held, while jobs take and free them. */
class HeldKeysTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final long TTL_MS = 60_000;
    private UniqueStore uniques;

    @BeforeEach
    void open() {
        uniques = new UniqueStore(yard.links, yard.queues, yard.clock);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void pagesOverThousandsOfKeysNameEachOnce(int limit) {
        List<String> keys = hold(Until.FINISH, 0, 1_500);
        assertThat(pages(limit, page -> {})).containsExactlyInAnyOrderElementsOf(keys);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void aKeyThatStaysIsNamedOnceWhileOthersComeAndGo(int limit) {
        List<String> stay = hold(Until.FINISH, 0, 600);
        List<String> go = hold(Until.FINISH, 10_000, 600);
        List<String> named = pages(limit, page -> {
            if (page < go.size() / 2) {
                free(go.get(page));
                hold(Until.FINISH, 20_000 + page, 1);
            }
        });
        assertThat(named).doesNotHaveDuplicates().containsAll(stay);
    }

    @Test
    void aFreedKeyOfAPageHidesNoneOfTheNext() {
        hold(Until.FINISH, 0, 6);
        HeldKeys first = uniques.held(Yard.QUEUE, null, 2);
        first.keys().forEach(one -> free(one.key()));
        HeldKeys second = uniques.held(Yard.QUEUE, first.next(), 9);
        assertThat(second.keys()).extracting(HeldKey::key).containsExactly("k2", "k3", "k4", "k5");
        assertThat(second.next()).isNull();
    }

    @Test
    void aFewKeysThatBecomeManyAreNamedOnceToo() {
        List<String> few = hold(Until.FINISH, 0, 100);
        List<String> named = pages(30, page -> {
            if (page == 1) {
                hold(Until.FINISH, 1_000, 2_000);
            }
        });
        assertThat(named).doesNotHaveDuplicates().containsAll(few);
    }

    @Test
    void aKeyWhoseTimeIsOverHidesNoneThatEndsLater() {
        hold(Until.TTL, 0, 6);
        for (int i = 0; i < 6; i++) {
            yard.ask(Command.ZADD, yard.keys.of(Key.LOCK_ENDS), yard.clock.millis() + 60_000 + i, "k" + i);
        }
        HeldKeys first = uniques.held(Yard.QUEUE, null, 2);
        assertThat(first.keys()).extracting(HeldKey::key).containsExactly("k0", "k1");
        yard.ask(Command.ZADD, yard.keys.of(Key.LOCK_ENDS), 1, "k0", 1, "k1");
        HeldKeys second = uniques.held(Yard.QUEUE, first.next(), 2);
        assertThat(second.keys()).extracting(HeldKey::key).containsExactly("k2", "k3");
        free("k3");
        assertThat(uniques.held(Yard.QUEUE, second.next(), 9).keys())
                .extracting(HeldKey::key)
                .containsExactly("k4", "k5");
    }

    @Test
    void keysThatEndTogetherAreNamedOnce() {
        List<String> keys = hold(Until.TTL, 0, 300);
        keys.addAll(hold(Until.START, 1_000, 300));
        assertThat(pages(7, page -> {})).containsExactlyInAnyOrderElementsOf(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "12", "3.17", "bm8", "%%%", "MTIK", "eApr", "MAp4Cgo"})
    void aCursorThatNoPageGaveIsRefused(String cursor) {
        assertThatThrownBy(() -> uniques.held(Yard.QUEUE, cursor, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    /** @param between is called after each page with its number, from 0 */
    private List<String> pages(int limit, IntConsumer between) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        int page = 0;
        do {
            HeldKeys held = uniques.held(Yard.QUEUE, cursor, limit);
            assertThat(held.keys()).hasSizeLessThanOrEqualTo(limit);
            held.keys().forEach(one -> all.add(one.key()));
            cursor = held.next();
            between.accept(page++);
        } while (cursor != null);
        return all;
    }

    private void free(String key) {
        assertThat(uniques.release(Yard.QUEUE, key)).isTrue();
    }

    private static List<String> hold(Until until, int from, int count) {
        List<String> keys = new ArrayList<>();
        yard.enqueue(IntStream.range(from, from + count)
                .mapToObj(i -> {
                    keys.add("k" + i);
                    Job plain = Yard.job("job" + i);
                    Rules rules = Rules.NONE.with(Option.UNIQUE, new Unique("k" + i, TTL_MS, until));
                    return new Job(plain.id(), Yard.QUEUE, plain.work(), rules, plain.times(), plain.past());
                })
                .toArray(Job[]::new));
        return keys;
    }
}
