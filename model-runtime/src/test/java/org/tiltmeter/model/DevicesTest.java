package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class DevicesTest {

    private static final ComputeDevice FIRST = ComputeDevice.parse("cuda");
    private static final long PLENTY = 1L << 40;

    /// A graphics processor that is the processor in disguise: weights are copied as if to another device.
    private record Pretended(int count, boolean engineUsesThem, long free) implements Devices.Gpus {

        @Override
        public Devices.Memory memory(int index) {
            return new Devices.Memory(free, PLENTY);
        }

        @Override
        public Device device(int index) {
            return Device.cpu();
        }
    }

    private static Devices pretended(int count, boolean engineUsesThem, long free) {
        return new Devices(new Pretended(count, engineUsesThem, free));
    }

    private static TorchModel open(Path folder, ComputeType compute, ComputeDevice device, Devices devices) {
        Checkpoint checkpoint = Checkpoint.read(folder, Progress.none(), new Cancellation());
        OpenSettings settings = new OpenSettings(compute, 1, device);
        return TorchModel.load(
                checkpoint, Blueprint.of(checkpoint), settings, devices, Progress.none(), new Cancellation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "llama_rope_yarn", "gpt2_hubstyle", "mixtral"})
    void aModelWhoseWeightsWereMovedComputesTheSame(String name) {
        Path folder = Path.of("src/test/resources/models", name);
        List<int[]> texts = List.of(new int[] {3, 1, 4, 1, 5, 9}, new int[] {2, 7});
        List<Trace> here;
        try (TorchModel model = open(folder, ComputeType.EXACT, ComputeDevice.CPU, pretended(0, false, 0))) {
            assertThat(model.device()).isEqualTo(ComputeDevice.CPU);
            here = model.trace(texts, Capture.ALL, Progress.none(), new Cancellation());
        }
        try (TorchModel model = open(folder, ComputeType.EXACT, FIRST, pretended(1, true, PLENTY))) {
            assertThat(model.device().label()).isEqualTo("cuda:0");
            List<Trace> there = model.trace(texts, Capture.ALL, Progress.none(), new Cancellation());
            for (int text = 0; text < texts.size(); text++) {
                float[] expected = here.get(text).logits().orElseThrow().values();
                float[] found = there.get(text).logits().orElseThrow().values();
                assertThat(found).hasSameSizeAs(expected);
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).isCloseTo(expected[i], within(2e-5f));
                }
            }
        }
    }

    private static OpeningWays ways(Devices devices) {
        return new OpeningWays(devices, devices.usable());
    }

    @Test
    void namesTheWaysOfOpeningWithTheirMemory() {
        Path folder = Path.of("src/test/resources/models", "olmoe");
        List<OpeningWay> ways = ways(pretended(2, true, 12_345)).of(folder, Progress.none(), new Cancellation());
        assertThat(ways)
                .extracting(OpeningWay::device)
                .startsWith(ComputeDevice.CPU)
                .contains(FIRST);
        assertThat(ways.getFirst().automatic()).isTrue();
        assertThat(ways.getFirst().compute()).isEqualTo(ComputeType.EXACT);
        for (OpeningWay way : ways) {
            boolean there = way.device().kind() == ComputeDevice.Kind.CUDA;
            assertThat(way.free() == 12_345).isEqualTo(there);
            assertThat(way.needed()).isPositive();
            if (there) {
                assertThat(way.needed()).isLessThan(ways.getFirst().needed());
            }
        }
        assertThat(ways(pretended(0, true, PLENTY)).of(folder, Progress.none(), new Cancellation()))
                .allMatch(way -> way.device().equals(ComputeDevice.CPU));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> pretended(0, true, PLENTY).require(FIRST))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no CUDA graphics processor");
        assertThatThrownBy(() -> pretended(2, true, PLENTY).require(ComputeDevice.parse("cuda:2")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cuda:0 to cuda:1");
        assertThatThrownBy(() -> pretended(1, false, PLENTY).require(FIRST))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("PYTORCH_LIBRARY_PATH");
        pretended(0, false, 0).require(ComputeDevice.CPU);
    }

    @Test
    void refusesAModelThatDoesNotFitBeforeItIsLoaded() {
        assertThatThrownBy(() -> open(
                        Path.of("src/test/resources/models/olmoe"), ComputeType.EXACT, FIRST, pretended(1, true, 1000)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("olmoe", "cuda:0", "1000 bytes");
    }

    @Test
    void offersTheDevicesThatTheEngineCanUse() {
        assertThat(pretended(2, true, PLENTY).usable())
                .extracting(ComputeDevice::label)
                .containsExactly("CPU", "cuda:0", "cuda:1");
        assertThat(pretended(2, false, PLENTY).usable()).containsExactly(ComputeDevice.CPU);
        assertThat(pretended(1, true, 17).free(FIRST)).isEqualTo(17);
        assertThat(Devices.ofThisMachine().usable()).startsWith(ComputeDevice.CPU);
    }

    @Test
    void readsDevicesAsTheyAreWritten() {
        assertThat(ComputeDevice.parse("CPU")).isEqualTo(ComputeDevice.CPU);
        assertThat(ComputeDevice.parse("cuda:3")).isEqualTo(new ComputeDevice(ComputeDevice.Kind.CUDA, 3));
        for (String wrong : List.of("gpu", "cuda:", "cuda:-1", "cuda:99999999999", "cpu:0", "")) {
            assertThatThrownBy(() -> ComputeDevice.parse(wrong)).isInstanceOf(BadInputException.class);
        }
    }
}
