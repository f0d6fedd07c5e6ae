package io.yardmaster.handlers.email;

import io.quarkus.qute.Evaluator;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.Template;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What a section sees of the data: what it could loop over is refused when it is too long, before room is made. */
record BoundedValues(ResolutionContext inner) implements ResolutionContext {
    @Override
    public CompletionStage<Object> evaluate(String expression) {
        return inner.evaluate(expression).thenApply(BoundedValues::bounded);
    }

    @Override
    public CompletionStage<Object> evaluate(Expression expression) {
        return inner.evaluate(expression).thenApply(BoundedValues::bounded);
    }

    @Override
    public ResolutionContext createChild(Object data, Map<String, SectionBlock> blocks) {
        return inner.createChild(data, blocks);
    }

    @Override
    public Object getData() {
        return inner.getData();
    }

    @Override
    public ResolutionContext getParent() {
        return inner.getParent();
    }

    @Override
    public SectionBlock getExtendingBlock(String name) {
        return inner.getExtendingBlock(name);
    }

    @Override
    public SectionBlock getCurrentExtendingBlock(String name) {
        return inner.getCurrentExtendingBlock(name);
    }

    @Override
    public Object getAttribute(String key) {
        return inner.getAttribute(key);
    }

    @Override
    public Template getTemplate() {
        return inner.getTemplate();
    }

    @Override
    public Evaluator getEvaluator() {
        return inner.getEvaluator();
    }

    private static Object bounded(Object value) {
        long size = value instanceof Number number
                ? number.longValue()
                : value instanceof Collection<?> items ? items.size() : 0;
        if (size > Budget.MOST_ROUNDS) {
            throw new BadTemplateException("goes round its loops more than " + Budget.MOST_ROUNDS + " times");
        }
        return value;
    }
}
