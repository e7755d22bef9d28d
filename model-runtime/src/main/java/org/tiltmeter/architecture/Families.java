package org.tiltmeter.architecture;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The families that Tiltmeter knows.
final class Families {

    private static final List<Family> ALL = List.of(
            new LlamaFamily(),
            new MixtralFamily(),
            new OlmoeFamily(),
            new Gpt2Family(),
            new QwenFamily(),
            new GemmaFamily(),
            new OlmoFamily(),
            new GraniteFamily(),
            new PhiFamily(),
            new DeepseekFamily(),
            new GlmFamily(),
            new ErnieFamily(),
            new HunyuanFamily(),
            new GptOssFamily(),
            new NeoxFamily(),
            new FalconFamily(),
            new BloomFamily(),
            new GptjFamily(),
            new CohereFamily(),
            new OptFamily(),
            new StarcoderFamily(),
            new StablelmFamily(),
            new Llama4Family(),
            new MinimaxFamily(),
            new JambaFamily(),
            new JetmoeFamily(),
            new BertFamily(),
            new DistilbertFamily(),
            new T5Family(),
            new NllbFamily());

    private Families() {}

    static Optional<Family> find(String modelType) {
        return ALL.stream()
                .filter(family -> family.modelTypes().contains(modelType))
                .findFirst();
    }

    /// All model types, for messages.
    static String supported() {
        return ALL.stream()
                .flatMap(family -> family.modelTypes().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
