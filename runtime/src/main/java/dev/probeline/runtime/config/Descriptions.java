package dev.probeline.runtime.config;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.Value;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** What Javadoc says of a configuration record and its components, as plain text; the compiler keeps it with the class. */
final class Descriptions {
    private Descriptions() {}

    static Optional<String> of(Class<?> type) {
        return text(RuntimeJavadoc.getJavadoc(type).getComment());
    }

    static Optional<String> of(RecordComponent component) {
        return RuntimeJavadoc.getJavadoc(component.getDeclaringRecord()).getRecordComponents().stream()
                .filter(documented -> documented.getName().equals(component.getName()))
                .findFirst()
                .map(ParamJavadoc::getComment)
                .flatMap(Descriptions::text);
    }

    private static Optional<String> text(Comment comment) {
        Plain plain = new Plain();
        comment.visit(plain);
        String text = plain.text
                .toString()
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ");
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /** Without the markup. */
    private static final class Plain implements CommentVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void commentText(String value) {
            text.append(value);
        }

        @Override
        public void inlineLink(Link link) {
            text.append(link.getLabel());
        }

        @Override
        public void inlineTag(String name, String value) {
            text.append(value);
        }

        @Override
        public void inlineValue(Value value) {
            throw new IllegalStateException("a configuration's Javadoc does not refer to constants");
        }
    }
}
