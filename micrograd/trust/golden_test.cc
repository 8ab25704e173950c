// Published numbers, with their sources; none of them was computed by this library. And the losses
// of the training example, which must be the same with every compiler, machine and set of options.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "micrograd/examples/four_samples.h"
#include "micrograd/micrograd.h"

namespace {

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using Samples = micrograd::examples::FourSamples<Scalar>;

// The same as `expected`, up to rounding.
void expect_same(double got, double expected) {
  EXPECT_NEAR(got, expected, 1e-12 * std::abs(expected));
}

// The first example in micrograd's README, https://github.com/karpathy/micrograd, with what it prints,
// to four decimals. Powers are written as products. Of the two relu, at these numbers one is its
// argument, and the other is 0 with a slope of 0. A division is recorded by hand.
TEST(Golden, MicrogradsReadmeExampleIsAsPrintedThere) {
  Tape tape(100);
  const Value a = tape.value(-4.0);
  const Value b = tape.value(2.0);
  Value c = a + b;
  Value d = a * b + b * b * b;
  c = c + (c + 1.0);
  c = c + (1.0 + c + -a);
  d = d + (d * 2.0 + 0.0 * (b + a));
  d = d + (3.0 * d + (b - a));
  const Value e = c - d;
  const Value f = e * e;
  const Value quotient = tape.record("10/", 10.0 / f.data(), {f, -10.0 / (f.data() * f.data())});
  const Value g = f * 0.5 + quotient;
  backward(g);
  EXPECT_NEAR(g.data(), 24.7041, 5e-5);
  EXPECT_NEAR(a.grad(), 138.8338, 5e-5);
  EXPECT_NEAR(b.grad(), 645.5773, 5e-5);
}

// The neuron of Karpathy's lecture, and what PyTorch printed for it there:
// https://github.com/karpathy/nn-zero-to-hero, lectures/micrograd, second half. The bias is
// 6.8813735870195432 rounded to float, as torch.Tensor does.
TEST(Golden, KarpathysNeuronIsAsInPyTorch) {
  Tape tape(100);
  const Value x1 = tape.value(2.0);
  const Value x2 = tape.value(0.0);
  const Value w1 = tape.value(-3.0);
  const Value w2 = tape.value(1.0);
  const Value b = tape.value(static_cast<double>(6.8813735870195432F));
  const Value o = tanh(x1 * w1 + x2 * w2 + b);
  backward(o);
  expect_same(o.data(), 0.7071066904050358);
  expect_same(x2.grad(), 0.5000001283844369);
  EXPECT_EQ(w2.grad(), 0.0);
  expect_same(x1.grad(), -1.5000003851533106);
  expect_same(w1.grad(), 1.0000002567688737);
}

// 1 / (1 + exp(-x)), by tanh.
Value sigmoid(Value x) { return 0.5 * tanh(0.5 * x) + 0.5; }

// M. Mazur, "A Step by Step Backpropagation Example", 2015,
// https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/: two inputs, two hidden
// neurons, two outputs, and the eight weights after one step of gradient descent, to nine decimals.
TEST(Golden, MazursNetworkTakesTheStepOfHisArticle) {
  Tape tape(200);
  std::vector<Value> w;
  for (double weight : {0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55}) {
    w.push_back(tape.value(weight));
  }
  const Value h1 = sigmoid(w[0] * 0.05 + w[1] * 0.10 + 0.35);
  const Value h2 = sigmoid(w[2] * 0.05 + w[3] * 0.10 + 0.35);
  const Value miss1 = sigmoid(w[4] * h1 + w[5] * h2 + 0.60) - 0.01;
  const Value miss2 = sigmoid(w[6] * h1 + w[7] * h2 + 0.60) - 0.99;
  const Value error = 0.5 * (miss1 * miss1) + 0.5 * (miss2 * miss2);
  EXPECT_NEAR(error.data(), 0.298371109, 5e-10);
  backward(error);
  micrograd::descend(w, 0.5);
  const std::array<double, 8> after{0.149780716, 0.19956143,  0.24975114,  0.29950229,
                                    0.35891648,  0.408666186, 0.511301270, 0.561370121};
  // Some of his numbers have eight decimals.
  for (std::size_t i = 0; i < w.size(); ++i)
    EXPECT_NEAR(w[i].data(), after[i], 5e-9) << "w" << i + 1;
}

// Mlp<3, 4, 4, 1> with parameter k set to ((7 k) mod 17 - 8) / 16. Computed with 100 decimal digits, in
// Python with mpmath 1.3.0: the network in plain loops, each gradient a central difference with a step
// of 1e-35. PyTorch 1.13.1 (torch.nn.functional.linear and torch.tanh, in double) gives the same outputs,
// loss and gradients, to 5e-16.
TEST(Golden, ANetworkWithGivenWeightsHasTheGradientsFoundWithAHundredDigits) {
  constexpr std::array<double, 4> kOutputs{0.0032986621808958993, 0.23796383613658559,
                                           0.025563888813157017, -0.070591685349594174};
  constexpr std::array<double, 41> kGradients{
      0.011386672596453594,  -0.049846651341479517, -0.25026158580010649,   -0.088146325862042491,
      -0.13870709120074626,  0.020253847322376121,  -0.0092024797420924009, -0.086249629646298995,
      0.096149202748411586,  0.2190603234041606,    -0.31161994649888558,   0.019594884614657963,
      -1.3836459327988351,   -2.0445664224574873,   1.9772467680239623,     -0.54367655339789489,
      0.37732504612911522,   0.94818570509130917,   -1.4077528775167634,    0.89349458487426137,
      0.1391938604281458,    -0.23928224521834732,  -0.65592303073447389,   0.96858666345414035,
      -0.62492238512515641,  -0.11508453949274933,  0.1726343543228088,     0.50722918224573976,
      -0.74655529204850613,  0.48798270767657603,   0.098883385365577336,   -1.1002294770414804,
      -0.60425832940618118,  1.3632614619990928,    -0.62180694992751673,   0.5730668200043767,
      -0.020943912048671864, 0.14170201966386853,   0.31186403011920855,    -1.7096439953780316,
      0.26161674205321928};
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const auto parameters = mlp.parameters();
  for (int k = 0; k < 41; ++k) {
    parameters[static_cast<std::size_t>(k)].set_data((7 * k % 17 - 8) / 16.0);
  }
  for (std::size_t i = 0; i < Samples::inputs.size(); ++i) {
    EXPECT_NEAR(mlp(Samples::inputs[i])[0].data(), kOutputs[i], 1e-14) << "output " << i;
  }
  const Value loss = squared_error(mlp, Samples::inputs, Samples::targets);
  backward(loss);
  expect_same(loss.data(), 4.723915863169653);
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    EXPECT_NEAR(parameters[k].grad(), kGradients[k], 1e-13) << "parameter " << k;
  }
}

// The losses of twenty steps from seed 42, found in the same way with 60 digits, from the weights of a
// second mt19937_64, which gives the 10,000th number that the C++ standard asks for ([rand.predef]).
constexpr std::array<double, 20> kLosses{
    5.6162148900245779,   1.7389475050827015,   0.34481664668950818,  0.035119235356337659,
    0.030782644096671516, 0.02749390157434049,  0.024885263937435037, 0.022751064339657824,
    0.020965035037163137, 0.019444216320238256, 0.018131246618087103, 0.016984863420800651,
    0.015974438480759589, 0.015076651405012735, 0.014273369086049488, 0.013550240954279452,
    0.012895737923801357, 0.012300476638116642, 0.011756733031406586, 0.011258084976679175};

std::array<double, 20> losses() {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  std::array<double, 20> all{};
  for (double& loss : all) loss = training_step(mlp, Samples::inputs, Samples::targets, 0.1);
  return all;
}

TEST(Golden, TrainingHasTheSameLossesEverywhere) {
  const std::array<double, 20> got = losses();
  for (std::size_t k = 0; k < got.size(); ++k) {
    SCOPED_TRACE("step " + std::to_string(k));
    expect_same(got[k], kLosses[k]);
  }
}

// If two tapes shared anything, ThreadSanitizer (--config=tsan) would name it.
TEST(TwoTapes, TrainInTwoThreadsAsEachDoesAlone) {
  const std::array<double, 20> alone = losses();
  std::array<double, 20> one{};
  std::array<double, 20> other{};
  std::thread first([&] {
    for (int i = 0; i < 20; ++i) one = losses();
  });
  std::thread second([&] {
    for (int i = 0; i < 20; ++i) other = losses();
  });
  first.join();
  second.join();
  EXPECT_EQ(one, alone);
  EXPECT_EQ(other, alone);
}

}  // namespace
