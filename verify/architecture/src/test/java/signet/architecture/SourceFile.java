package signet.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A parsed Java file.
 *
 * @param path where it is, from the root of the repository
 * @param unit what the JDK's own parser made of it
 * @param positions where its trees stand
 */
record SourceFile(Path path, CompilationUnitTree unit, SourcePositions positions) {

    /** Parses {@code files}, which are below {@code root}. */
    static List<SourceFile> parse(Path root, List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> parsed = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = root.relativize(Path.of(unit.getSourceFile().toUri()));
                parsed.add(new SourceFile(path, unit, positions));
            }
            return List.copyOf(parsed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name. */
    String name() {
        return path.getFileName().toString();
    }

    /** Whether it declares a module or describes a package, and so holds no code. */
    boolean isDescriptor() {
        return name().equals("module-info.java") || name().equals("package-info.java");
    }

    /** How many lines it has. */
    int lines() {
        try {
            return (int)
                    unit.getSourceFile().getCharContent(true).toString().lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lines a tree of it covers, the comment before it not among them. */
    int linesOf(Tree tree) {
        return (int) (line(positions.getEndPosition(unit, tree)) - line(positions.getStartPosition(unit, tree))) + 1;
    }

    /** {@code path:line}, for a message. */
    String at(Tree tree) {
        return path + ":" + line(positions.getStartPosition(unit, tree));
    }

    private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
    }
}
