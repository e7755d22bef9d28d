package org.tiltmeter.figure;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.BitSet;
import java.util.Objects;
import org.tiltmeter.work.BadInputException;

/// Figures as JSON, as a session keeps the pinned ones: the fields of the records, and `figure` for the kind
/// (`heatmap`, `intervals`, `lines`, `scatter`). Not-a-number is the text `NaN`. Any thread.
public final class FigureJson {

    private static final JsonMapper JSON = mapper();

    private FigureJson() {}

    /// The figure as one JSON value.
    public static String of(Figure figure) {
        try {
            return JSON.writerFor(Figure.class).writeValueAsString(figure);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a figure that cannot be written as JSON", impossible);
        }
    }

    /// The figure that a JSON value holds.
    ///
    /// @param title names it in a refusal
    /// @throws BadInputException if it is damaged, or of a kind that this version does not know
    public static Figure read(String title, String json) {
        try {
            return JSON.readerFor(Figure.class).<Figure>readValues(json).readAll().stream()
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() -> new BadInputException(refusal(title)));
        } catch (IOException damaged) {
            throw new BadInputException(refusal(title), damaged);
        }
    }

    private static String refusal(String title) {
        return "The pinned figure \"" + title + "\" is damaged or comes from a newer version of Tiltmeter; unpin it and"
                + " pin it again.";
    }

    private static JsonMapper mapper() {
        SimpleModule bits = new SimpleModule("bits")
                .addSerializer(BitSet.class, new BitsWriter())
                .addDeserializer(BitSet.class, new BitsReader());
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(bits)
                .addMixIn(Figure.class, Kind.class)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        mapper.registerSubtypes(
                new NamedType(Heatmap.class, "heatmap"),
                new NamedType(IntervalChart.class, "intervals"),
                new NamedType(LineChart.class, "lines"),
                new NamedType(ScatterChart.class, "scatter"));
        return mapper;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "figure")
    private interface Kind {}

    /// The numbers of the bits that are set.
    private static final class BitsWriter extends StdSerializer<BitSet> {

        private static final long serialVersionUID = 1;

        BitsWriter() {
            super(BitSet.class);
        }

        @Override
        public void serialize(BitSet bits, JsonGenerator json, SerializerProvider provider) throws IOException {
            int[] set = bits.stream().toArray();
            json.writeArray(set, 0, set.length);
        }
    }

    private static final class BitsReader extends StdDeserializer<BitSet> {

        private static final long serialVersionUID = 1;
        private static final int MOST = 100_000_000;

        BitsReader() {
            super(BitSet.class);
        }

        @Override
        public BitSet deserialize(JsonParser json, DeserializationContext context) throws IOException {
            BitSet bits = new BitSet();
            for (int bit : json.readValueAs(int[].class)) {
                if (bit < 0 || bit > MOST) {
                    context.reportInputMismatch(this, "no cell has the number %d", bit);
                }
                bits.set(bit);
            }
            return bits;
        }
    }
}
