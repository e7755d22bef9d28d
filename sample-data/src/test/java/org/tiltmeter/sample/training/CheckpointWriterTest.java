package org.tiltmeter.sample.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.tiltmeter.model.Tensor;

class CheckpointWriterTest {

    @Property
    void roundsToTheNearestBfloat16(@ForAll @FloatRange(min = -1e30f, max = 1e30f) float value) {
        float stored = Float.intBitsToFloat(CheckpointWriter.bfloat16(value) << 16);
        // 8 significant bits: the nearest is at most half a step of 2^-7 away.
        assertThat(Math.abs(stored - value)).isLessThanOrEqualTo(Math.abs(value) / 256 + Float.MIN_NORMAL / 256);
    }

    @Example
    void roundsTiesToEven() {
        assertThat(CheckpointWriter.bfloat16(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
        assertThat(CheckpointWriter.bfloat16(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
    }

    @Example
    void writesEveryTensorWhereTheHeaderSays() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        tensors.put("b", Tensor.of(new float[] {-0.5f}, 1));
        ByteBuffer file = ByteBuffer.wrap(CheckpointWriter.safetensors(tensors)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) file.getLong();
        JsonNode json = new ObjectMapper().readTree(file.array(), 8, header);
        assertThat((8 + header) % 8).isZero();
        assertThat(json.path("a").path("shape").toString()).isEqualTo("[2,3]");
        int start = 8 + header + json.path("b").path("data_offsets").get(0).asInt();
        assertThat(Float.intBitsToFloat(file.getShort(start) << 16)).isEqualTo(-0.5f);
        assertThat(file.capacity())
                .isEqualTo(
                        8 + header + json.path("b").path("data_offsets").get(1).asInt());
    }
}
