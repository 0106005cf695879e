package io.spotmanager.gateway.openapi;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.springframework.util.StringUtils;

/** The comments of the sources: what is said there once, the description of the API says too. */
final class SourceComments {
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"),
            Path.of("../libs/domain/src/main/java"),
            Path.of("../libs/questions/src/main/java"),
            Path.of("../libs/workflow/src/main/java"),
            Path.of("../libs/audit/src/main/java"),
            Path.of("../libs/fleet/src/main/java"));

    private record Comment(String text, Map<String, String> parameters) {}

    private final Map<String, Comment> comments = new HashMap<>();

    static SourceComments read() {
        var comments = new SourceComments();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, _ -> {}, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            var walk = comments.new Walk(DocTrees.instance(task));
            task.parse().forEach(unit -> walk.scan(unit, null));
            return comments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        var all = new ArrayList<Path>();
        for (var folder : SOURCES) {
            try (var files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
            }
        }
        return all;
    }

    /** @return empty when nothing is said there */
    Optional<String> ofMethod(Class<?> owner, String method) {
        return text(owner.getCanonicalName() + "#" + method);
    }

    Optional<String> ofParameter(Class<?> owner, String method, String parameter) {
        return parameter(owner.getCanonicalName() + "#" + method, parameter);
    }

    Optional<String> ofRecord(Class<?> type) {
        return text(type.getCanonicalName());
    }

    Optional<String> ofComponent(Class<?> type, String component) {
        return parameter(type.getCanonicalName(), component);
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(comments.get(key)).map(Comment::text).filter(text -> !text.isEmpty());
    }

    private Optional<String> parameter(String key, String name) {
        return Optional.ofNullable(comments.get(key))
                .map(comment -> comment.parameters().get(name));
    }

    private final class Walk extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final Deque<String> names = new ArrayDeque<>();

        Walk(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            var unit = getCurrentPath().getCompilationUnit();
            var outer = names.isEmpty() ? String.valueOf(unit.getPackageName()) : names.getLast();
            names.addLast(outer + "." + type.getSimpleName());
            keep(names.getLast());
            super.visitClass(type, nothing);
            names.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            keep(names.getLast() + "#" + method.getName());
            return super.visitMethod(method, nothing);
        }

        private void keep(String key) {
            var comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                var parameters = comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .collect(Collectors.toMap(
                                tag -> tag.getName().toString(), tag -> sentence(plain(tag.getDescription()))));
                comments.put(key, new Comment(plain(comment.getFullBody()), parameters));
            }
        }
    }

    private static String sentence(String text) {
        return StringUtils.capitalize(text) + (text.matches(".*[.!?]") ? "" : ".");
    }

    private static String plain(List<? extends DocTree> parts) {
        return parts.stream()
                .map(part -> switch (part) {
                    case LiteralTree code -> "`" + code.getBody() + "`";
                    case LinkTree link -> "`" + link.getReference().toString().replaceAll(".*#", "") + "`";
                    default -> part.toString();
                })
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }
}
