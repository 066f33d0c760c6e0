package io.aioredis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars in groups, each group with a scale of its own, as SVG. */
final class BarChart {
    private static final int WIDTH = 860;
    private static final int MARGIN = 20;
    private static final int LABELS = 110;
    private static final int VALUES = 90;
    private static final int BAR = 18;
    private static final int ROW = 24;
    private static final int GROUP_TITLE = 30;
    private static final int GROUP_GAP = 16;
    private static final int TITLE = 30;

    private final String title;
    private final List<Group> groups = new ArrayList<>();

    /**
     * A bar.
     *
     * @param isStrong whether it has the strong colour
     */
    record Bar(String label, double value, boolean isStrong) {}

    private record Group(String title, List<Bar> bars) {}

    BarChart(String title) {
        this.title = title;
    }

    void add(String groupTitle, List<Bar> bars) {
        groups.add(new Group(groupTitle, List.copyOf(bars)));
    }

    String toSvg() {
        StringBuilder body = new StringBuilder();
        int y = MARGIN + TITLE;
        for (Group group : groups) {
            y = append(body, group, y);
        }
        int height = y + MARGIN - GROUP_GAP;
        return element(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                                + " font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#24292f\">",
                        WIDTH, height, WIDTH, height)
                + element("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height)
                + text(MARGIN, MARGIN + 14, "start", "font-size=\"17\" font-weight=\"600\"", title)
                + body
                + "</svg>\n";
    }

    private static int append(StringBuilder body, Group group, int top) {
        body.append(text(MARGIN, top + 18, "start", "font-weight=\"600\"", group.title()));
        double longest = group.bars().stream().mapToDouble(Bar::value).max().orElse(1);
        int y = top + GROUP_TITLE;
        for (Bar bar : group.bars()) {
            double width = (WIDTH - 2 * MARGIN - LABELS - VALUES) * bar.value() / longest;
            int left = MARGIN + LABELS;
            body.append(text(left - 8, y + BAR - 5, "end", "", bar.label()));
            body.append(element(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>",
                    left, y, Math.max(1, width), BAR, bar.isStrong() ? "#b3261e" : "#8c959f"));
            body.append(text((int) (left + width) + 8, y + BAR - 5, "start", "", Numbers.brief(bar.value())));
            y += ROW;
        }
        return y + GROUP_GAP;
    }

    private static String text(int x, int y, String anchor, String attributes, String content) {
        return element(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>",
                x, y, anchor, attributes.isEmpty() ? "" : " " + attributes, escape(content));
    }

    private static String element(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments) + "\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
