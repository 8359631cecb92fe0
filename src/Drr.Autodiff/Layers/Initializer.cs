using Drr.Tensors;

namespace Drr.Autodiff.Layers;

/// <summary>Fills the weights of a layer before training.</summary>
/// <param name="weight">[in, out]; overwritten.</param>
/// <param name="rng">Every value is drawn from here, in order of memory.</param>
public delegate void Initializer(Tensor weight, Rng rng);
