package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.benchmarks.BarChart.Bar;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BarChartTest {
    @Test
    void barsAreAsLongAsTheirShareOfTheLongest() throws Exception {
        BarChart chart = new BarChart("a < b & c");
        chart.add("first", List.of(new Bar("one", 400, true), new Bar("other", 100, false)));
        chart.add("second", List.of(new Bar("one", 1, true)));

        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.toSvg().getBytes(StandardCharsets.UTF_8)));

        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("a < b & c");
        NodeList rectangles = svg.getElementsByTagName("rect");
        assertThat(rectangles.getLength()).isEqualTo(4); // the first is the background
        assertThat(width(rectangles, 1)).isEqualTo(4 * width(rectangles, 2));
        assertThat(width(rectangles, 3)).isEqualTo(width(rectangles, 1));
    }

    private static double width(NodeList rectangles, int index) {
        return Double.parseDouble(((Element) rectangles.item(index)).getAttribute("width"));
    }
}
