package io.yardmaster.insight.health;

/**
 * Why a job does not run now.
 *
 * @param code the reason
 * @param sentence the same in words, without times of day
 * @param until epoch milliseconds when that ends by itself; null when it does not, or nobody knows
 * @param ahead jobs of its queue that run before it, about; null when it does not wait
 * @param by who or what holds it: a person, a limit or a job; null when that is not known
 */
public record Why(WhyCode code, String sentence, Long until, Long ahead, String by) {
    static Why of(WhyCode code, String sentence) {
        return new Why(code, sentence, null, null, null);
    }

    static Why until(WhyCode code, String sentence, long until) {
        return new Why(code, sentence, until, null, null);
    }

    Why behind(long jobs) {
        return new Why(code, sentence, until, jobs, by);
    }
}
