using Drr.Web.Contracts;
using Drr.Web.Feedback;
using Drr.Web.Serving;

namespace Drr.Web.Tests.Serving;

public sealed class UserHistoryTests(SmallService service) : IClassFixture<SmallService>
{
    [Fact]
    public void A_look_changes_neither_the_state_nor_what_is_rated()
    {
        var person = new Person(service.Data.Users[11], 11, null);
        var before = new UserHistory(service.Data, person, []);
        int[] looked =
            [before.RatedBefore[0].Item, .. Enumerable.Range(0, service.Data.Items.Count).Except(before.Rated).Take(2)];
        var after = new UserHistory(service.Data, person, [.. looked.Select((item, i) =>
            new FeedbackEntry(i + 1, person.Id, service.Data.Items[item].Id, FeedbackAction.Click, null, Time: 2_000_000_000))]);
        Assert.Equal(before.RatedBefore, after.RatedBefore);
        Assert.Empty(after.Answers);
        Assert.Equal(before.Rated.Order(), after.Rated.Order());
        Assert.Equal(before.Entries.Count + looked.Length, after.Entries.Count);
    }
}
