package io.yardmaster.job.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.NewJob;
import io.yardmaster.job.Past.Before;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a tree becomes numbered parts. */
class FlattenedTest {
    private static Tree job(String type) {
        return Tree.job(NewJob.of(type));
    }

    private static List<String> shapes(Tree tree) {
        return Flattened.of(tree).stream().map(part -> part.shape().text()).toList();
    }

    @Test
    void aChainNamesWhatFollowsAndWhatIsFound() {
        assertThat(shapes(Tree.chain(List.of(job("a"), job("b")))))
                .containsExactly("c 0 f 0 2 2", "j 1 f 3 0 0", "j 1 f 0 2 0");
    }

    @Test
    void childrenHaveNumbersWithoutGaps() {
        Tree inner = Tree.group(List.of(job("a"), job("b")));
        assertThat(shapes(Tree.chain(List.of(inner, job("c")))))
                .containsExactly("c 0 f 0 2 2", "g 1 f 3 4 2", "j 1 f 0 2 0", "j 2 f 0 0 0", "j 2 f 0 0 0");
    }

    @Test
    void aChordsLastJobFindsAListAndAGroupsMembersTheJobBefore() {
        Tree chord = Tree.chord(List.of(job("a"), job("b")), job("sum"));
        List<TreePart> parts = Flattened.of(Tree.chain(List.of(job("first"), chord)));
        assertThat(parts)
                .filteredOn(part -> part.job() != null)
                .extracting(part -> part.job().type(), TreePart::before)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("first", Before.NOTHING),
                        org.assertj.core.groups.Tuple.tuple("sum", Before.LIST),
                        org.assertj.core.groups.Tuple.tuple("a", Before.ONE),
                        org.assertj.core.groups.Tuple.tuple("b", Before.ONE));
    }

    @Test
    void aShapeIsReadAsItWasWritten() {
        for (TreePart part : Flattened.of(Tree.chain(List.of(job("a").onDead(OnDead.IGNORE), Tree.group(List.of()))))) {
            assertThat(TreePart.Shape.of(part.shape().text())).isEqualTo(part.shape());
        }
    }
}
