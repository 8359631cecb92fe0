namespace Drr.Agent.Environments;

/// <summary>Answers for a user to whom an item is shown.</summary>
public interface IFeedback
{
    /// <summary>The reward in [-1, 1]; the same for the same question. Allocates nothing.</summary>
    float RewardOf(int user, int item);
}
