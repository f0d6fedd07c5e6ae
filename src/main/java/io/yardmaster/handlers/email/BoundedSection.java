package io.yardmaster.handlers.email;

import io.quarkus.qute.Expression;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelper.SectionResolutionContext;
import io.quarkus.qute.SectionHelperFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A section of a template that may repeat or nest, held to the {@link Budget} of its rendering.
 *
 * @param <T> the section itself
 */
record BoundedSection<T extends SectionHelper>(SectionHelperFactory<T> section)
        implements SectionHelperFactory<SectionHelper> {
    @Override
    public SectionHelper initialize(SectionInitContext context) {
        SectionHelper helper = section.initialize(context);
        return resolution -> {
            Budget budget = (Budget) resolution.resolutionContext().getAttribute(Budget.KEY);
            budget.enter();
            return helper.resolve(new Counted(resolution, budget)).whenComplete((node, failed) -> budget.leave());
        };
    }

    @Override
    public List<String> getDefaultAliases() {
        return section.getDefaultAliases();
    }

    @Override
    public ParametersInfo getParameters() {
        return section.getParameters();
    }

    @Override
    public List<String> getBlockLabels() {
        return section.getBlockLabels();
    }

    @Override
    public boolean treatUnknownSectionsAsBlocks() {
        return section.treatUnknownSectionsAsBlocks();
    }

    @Override
    public Scope initializeBlock(Scope outer, BlockInfo block) {
        return section.initializeBlock(outer, block);
    }

    @Override
    public MissingEndTagStrategy missingEndTagStrategy() {
        return section.missingEndTagStrategy();
    }

    /** Counts each time that a block of the section is rendered. */
    private record Counted(SectionResolutionContext inner, Budget budget) implements SectionResolutionContext {
        @Override
        public CompletionStage<Map<String, Object>> evaluate(Map<String, Expression> parameters) {
            return inner.evaluate(parameters);
        }

        @Override
        public CompletionStage<Object> evaluate(Expression expression) {
            return inner.evaluate(expression);
        }

        @Override
        public ResolutionContext resolutionContext() {
            return new BoundedValues(inner.resolutionContext());
        }

        @Override
        public ResolutionContext newResolutionContext(Object data, Map<String, SectionBlock> blocks) {
            return inner.newResolutionContext(data, blocks);
        }

        @Override
        public CompletionStage<ResultNode> execute() {
            budget.round();
            return inner.execute();
        }

        @Override
        public CompletionStage<ResultNode> execute(ResolutionContext context) {
            budget.round();
            return inner.execute(context);
        }

        @Override
        public CompletionStage<ResultNode> execute(SectionBlock block, ResolutionContext context) {
            budget.round();
            return inner.execute(block, context);
        }

        @Override
        public Map<String, Object> getParameters() {
            return inner.getParameters();
        }
    }
}
