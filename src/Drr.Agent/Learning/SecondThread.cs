using System.Runtime.ExceptionServices;

namespace Drr.Agent.Learning;

/// <summary>A thread that runs the second half of some work. A process has one, started on first use; giving it
/// work allocates nothing.</summary>
internal static class SecondThread
{
    private static readonly Lock s_inUse = new();
    private static readonly SemaphoreSlim s_begin = new(0), s_done = new(0);
    private static Thread? s_thread;
    private static Action? s_work;
    private static Exception? s_fault;

    /// <summary>Runs one or two parts of some work: two at once if two threads are asked for and the machine has them.</summary>
    /// <param name="parts">One or two.</param> <param name="threads">1 or 2.</param>
    internal static void Run(Action[] parts, int threads)
    {
        if (threads > 1 && parts.Length > 1 && Environment.ProcessorCount > 1)
        {
            Run(parts[0], parts[1]);
            return;
        }

        foreach (var part in parts)
        {
            part();
        }
    }

    /// <summary>Runs both, <paramref name="second"/> on the second thread, or on this one after <paramref name="first"/> if
    /// another caller uses it. Returns when both are done.</summary>
    /// <exception cref="Exception">What either throws, the first one's before the second one's.</exception>
    public static void Run(Action first, Action second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (s_inUse.IsHeldByCurrentThread || !s_inUse.TryEnter())
        {
            first();
            second();
            return;
        }

        try
        {
            RunOnBoth(first, second);
        }
        finally
        {
            s_inUse.Exit();
        }
    }

    private static void RunOnBoth(Action first, Action second)
    {
        if (s_thread is null)
        {
            s_thread = new Thread(Serve) { IsBackground = true, Name = "second half of a batch" };
            s_thread.Start();
        }

        (s_work, s_fault) = (second, null);
        s_begin.Release();
        try
        {
            first();
        }
        finally
        {
            s_done.Wait();
            s_work = null; // or the thread would keep a learner alive
        }

        if (s_fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private static void Serve()
    {
        while (true)
        {
            s_begin.Wait();
            try
            {
                s_work!();
            }
#pragma warning disable CA1031 // it is thrown on the thread that asked for the work
            catch (Exception fault)
#pragma warning restore CA1031
            {
                s_fault = fault;
            }

            s_done.Release();
        }
    }
}
