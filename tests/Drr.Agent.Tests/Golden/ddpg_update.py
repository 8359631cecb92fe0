"""Two consecutive updates of the agent in PyTorch, double precision, for both objectives.

    python3 ddpg_update.py > ddpg_update.json

Every number that the C# side needs is in the output: vectors, batches, initial weights, and after each update the absolute TD errors,
the weights, the targets and Adam's moments. Needs PyTorch, any version since 1.8.
"""
import json

import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
USERS, ITEMS, SIZE, SLOTS, HIDDEN, BATCH = 5, 12, 4, 3, 6, 4
DISCOUNT, TAU, CRITIC_RATE, ACTOR_RATE, CRITIC_L2, ACTOR_L2 = 0.9, 0.05, 1e-2, 3e-3, 1e-3, 2e-3
CANDIDATES, NEXT_CANDIDATES, TEMPERATURE, SHARE, LENGTH = 5, 3, 0.3, 0.5, 2.0


def single(tensor):
    """Rounds to what a float can hold, so that both sides start from the same numbers."""
    return tensor.to(torch.float32).to(torch.float64)


USER_VECTORS = single(torch.randn(USERS, SIZE))
ITEM_VECTORS = single(torch.randn(ITEMS, SIZE) * 0.7)


def initial():
    width = 3 * SIZE
    shapes = {}
    for i, (rows, columns) in enumerate([(width, SIZE), (2 * SIZE, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, 1)]):
        shapes[f"critic/{i}/weight"], shapes[f"critic/{i}/bias"] = (rows, columns), (columns,)
    shapes["state/weights"] = (SLOTS,)
    for i, (rows, columns) in enumerate([(width, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, SIZE)]):
        shapes[f"actor/layer/{i}/weight"], shapes[f"actor/layer/{i}/bias"] = (rows, columns), (columns,)
    draw = {name: single(torch.randn(shape) * (0.5 if "weight" in name else 0.2)) for name, shape in shapes.items()}
    draw["state/weights"] = single(1 + 0.3 * torch.randn(SLOTS))
    return draw


def look_up(table, ids):
    return torch.cat([table, torch.zeros(1, SIZE)])[ids]  # -1, an empty slot, is the row of zeros


def state(p, users, items):
    user, pooled = USER_VECTORS[users], (look_up(ITEM_VECTORS, items) * p["state/weights"][None, :, None]).mean(1)
    return torch.cat([user, user * pooled, pooled], 1), pooled


def dense(p, name, x):
    return x @ p[f"{name}/weight"] + p[f"{name}/bias"]


def actor(p, features, pooled, residual):
    x = torch.relu(dense(p, "actor/layer/1", torch.relu(dense(p, "actor/layer/0", features))))
    x = dense(p, "actor/layer/2", x)
    if not residual:
        return torch.tanh(x)
    x = SHARE * pooled / pooled.pow(2).mean(1, keepdim=True).sqrt() + x
    return LENGTH * x / x.norm(dim=1, keepdim=True)


def critic(p, features, action):
    x = torch.cat([torch.relu(dense(p, "critic/0", features)), action], -1)
    x = torch.relu(dense(p, "critic/2", torch.relu(dense(p, "critic/1", x))))
    return dense(p, "critic/3", x).squeeze(-1)


def ranking_value(p, features, action, hidden, candidates):
    """Sum of p_i Q(s, v_i) over the best items that are not hidden."""
    scores = (action @ ITEM_VECTORS.T).detach().clone()
    for row, ids in enumerate(hidden):
        scores[row, [i for i in ids.tolist() if i >= 0]] = -float("inf")
    items = ITEM_VECTORS[scores.topk(candidates, 1).indices]
    probabilities = torch.softmax((items * action[:, None]).sum(2) / TEMPERATURE, 1)
    repeated = features.detach()[:, None].expand(-1, candidates, -1)
    values = critic(p, repeated, items).detach()
    return (probabilities * values).sum(1)


def batch():
    items = torch.stack([torch.randperm(ITEMS)[:SLOTS] for _ in range(BATCH)])
    items[0, 0] = -1
    others = [[i for i in torch.randperm(ITEMS).tolist() if i not in row.tolist()] for row in items]
    shown, missed = torch.tensor([row[:2] for row in others]).T  # now, and earlier in the session
    moved = torch.cat([items[:, 1:], shown[:, None]], 1)
    rewards = torch.tensor([1.0, -0.5, 0.0, 0.5])
    return dict(
        users=torch.randint(USERS, (BATCH,)), items=items, used=torch.cat([items, missed[:, None]], 1),
        shown=shown, actions=single(torch.randn(BATCH, SIZE)), rewards=rewards,
        nextItems=torch.where((rewards > 0)[:, None], moved, items), discounts=single(torch.tensor([DISCOUNT, DISCOUNT, 0, DISCOUNT])),
        weights=single(torch.tensor([1, 0.25, 0.6, 0.8])))


def moments(optimizer, parameters):
    state_of = [optimizer.state[p] for p in parameters]
    return {k: torch.cat([s[t].reshape(-1) for s in state_of]).tolist() for k, t in [("m", "exp_avg"), ("v", "exp_avg_sq")]}


def run(ranking):
    start = initial()
    p = {name: value.clone().requires_grad_() for name, value in start.items()}
    target = {name: value.clone() for name, value in start.items()}
    of_critic = [v for name, v in p.items() if not name.startswith("actor/")]
    of_actor = [v for name, v in p.items() if not name.startswith("critic/")]
    critic_adam = torch.optim.Adam(of_critic, lr=CRITIC_RATE, weight_decay=CRITIC_L2)
    actor_adam = torch.optim.Adam(of_actor, lr=ACTOR_RATE, weight_decay=ACTOR_L2)
    updates = []
    for _ in range(2):
        b = batch()
        with torch.no_grad():
            features, pooled = state(target, b["users"], b["nextItems"])
            action = actor(target, features, pooled, ranking)
            hidden = torch.cat([b["used"], b["shown"][:, None]], 1)
            value = ranking_value(target, features, action, hidden, NEXT_CANDIDATES) if ranking else critic(target, features, action)
            y = b["rewards"] + b["discounts"] * value

        features, _ = state(p, b["users"], b["items"])
        stored = ITEM_VECTORS[b["shown"]] if ranking else b["actions"]
        q = critic(p, features, stored)
        errors = (y - q).abs()
        critic_loss = (b["weights"] * (y - q) ** 2).mean()
        critic_adam.zero_grad()
        critic_loss.backward()
        critic_adam.step()

        features, pooled = state(p, b["users"], b["items"])
        action = actor(p, features, pooled, ranking)
        value = ranking_value(p, features, action, b["used"], CANDIDATES) if ranking else critic(p, features.detach(), action)
        actor_adam.zero_grad()
        (-value.mean()).backward()
        actor_adam.step()
        with torch.no_grad():
            for name in p:
                target[name] += TAU * (p[name] - target[name])
        updates.append(dict(
            batch={k: v.reshape(-1).tolist() for k, v in b.items()}, errors=errors.tolist(), criticLoss=critic_loss.item(),
            objective=value.mean().item(), parameters={k: v.reshape(-1).tolist() for k, v in p.items()},
            targets={k: v.reshape(-1).tolist() for k, v in target.items()},
            criticAdam=moments(critic_adam, of_critic), actorAdam=moments(actor_adam, of_actor)))
    return dict(initial={k: v.reshape(-1).tolist() for k, v in start.items()}, updates=updates)


def rounded(x):
    if isinstance(x, dict):
        return {k: rounded(v) for k, v in x.items()}
    if isinstance(x, list):
        return [rounded(v) for v in x]
    return float(f"{x:.9g}") if isinstance(x, float) else x


print(json.dumps(rounded(dict(
    users=USER_VECTORS.reshape(-1).tolist(), items=ITEM_VECTORS.reshape(-1).tolist(), paper=run(False), ranking=run(True)))))
