package io.aioredis.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks generated lines that would be too long to read. */
final class Layout {
    private static final int WIDTH = 120;

    /** How much further a line is indented that continues the one above. */
    static final int CONTINUATION = 8;

    /** What the imports take away. */
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+(?=[A-Z])");

    private Layout() {}

    /**
     * Joins a chain of calls: in one line, or each call in a line of its own.
     *
     * @param used how many columns are taken around the chain
     */
    static CodeBlock chain(int used, CodeBlock start, List<CodeBlock> calls) {
        CodeBlock oneLine = join("", start, calls);
        return used + width(oneLine) <= WIDTH ? oneLine : join("\n", start, calls);
    }

    private static CodeBlock join(String separator, CodeBlock start, List<CodeBlock> calls) {
        CodeBlock.Builder code = CodeBlock.builder().add(start);
        calls.forEach(call -> code.add(separator).add(call));
        return code.build();
    }

    /**
     * Joins the arguments of a call: behind the method, or in the next line, or each in a line of its own.
     *
     * @param used how many columns are taken around the call
     * @param indentation where the line of the call begins
     */
    static CodeBlock call(int used, int indentation, CodeBlock method, List<CodeBlock> arguments) {
        CodeBlock inOneLine = CodeBlock.join(arguments, ", ");
        CodeBlock call = CodeBlock.of("$L($L)", method, inOneLine);
        if (used + width(call) <= WIDTH) {
            return call;
        }
        boolean fitsNextLine = indentation + CONTINUATION + width(inOneLine) + ");".length() <= WIDTH
                && inOneLine.toString().indexOf('\n') < 0;
        CodeBlock lines = fitsNextLine ? inOneLine : CodeBlock.join(arguments, ",\n");
        return CodeBlock.of("$L(\n$>$>$L$<$<)", method, lines);
    }

    private static int width(CodeBlock code) {
        return PACKAGES.matcher(code.toString()).replaceAll("").length();
    }
}
