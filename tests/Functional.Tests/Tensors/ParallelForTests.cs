using System.Runtime.CompilerServices;
using Functional.Kernels;

namespace Functional.Tests.Tensors;

public sealed class PartsTests
{
    private const long Large = 1 << 30;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(3, 100)]
    [InlineData(7, 3)]
    [InlineData(4, 0)]
    public void Every_part_is_done_once(int threads, int count)
    {
        for (var round = 0; round < 50; round++)
        {
            var times = new int[count];
            ParallelFor<Work>.Do(new(part => Interlocked.Increment(ref times[part])), count, threads, Large);
            Assert.All(times, time => Assert.Equal(1, time));
        }
    }

    [Fact]
    public async Task The_caller_does_all_parts_while_no_other_thread_is_free()
    {
        using var release = new ManualResetEventSlim();
        var held = new HashSet<int>();
        var holders = new List<Task>();
        try
        {
            while (Count(held) < Environment.ProcessorCount - 1 && holders.Count < 300)       // a thread may be busy with another test
                holders.Add(OfItsOwn(() => ParallelFor<Work>.Do(
                    new(part => Hold(held, release)), Environment.ProcessorCount, Environment.ProcessorCount, Large)));
            Assert.Equal(Environment.ProcessorCount - 1, Count(held));
            var doers = new HashSet<int>();
            ParallelFor<Work>.Do(new(_ => Add(doers)), 16, 2, Large);
            Assert.Equal([Environment.CurrentManagedThreadId], doers);
        }
        finally
        {
            release.Set();
        }
        await Task.WhenAll(holders);
    }

    [Fact]
    public void Another_thread_helps_where_there_is_another_processor()
    {
        var doers = new HashSet<int>();
        for (var round = 0; round < 300 && Count(doers) < Math.Min(2, Environment.ProcessorCount); round++)
            ParallelFor<Work>.Do(
                new(_ =>
                {
                    Add(doers);
                    Thread.Sleep(1);
                }),
                8, 2, Large);
        Assert.Equal(Math.Min(2, Environment.ProcessorCount), doers.Count);
    }

    [Fact]
    public async Task However_many_call_the_helpers_are_one_for_each_processor_but_one()
    {
        var helpers = new HashSet<int>();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => OfItsOwn(() => ParallelFor<Work>.Do(
            new(_ =>
            {
                if (Thread.CurrentThread.Name == WorkerThread.Name)
                    Add(helpers);
                Thread.Sleep(1);
            }),
            20, 20, Large))));
        Assert.InRange(helpers.Count, 0, Environment.ProcessorCount - 1);
    }

    [Fact]
    public void A_part_may_have_parts()
    {
        var done = 0;
        ParallelFor<Work>.Do(new(_ => ParallelFor<Work>.Do(new(_ => Interlocked.Increment(ref done)), 5, 3, Large)), 7, 4, Large);
        Assert.Equal(35, done);
    }

    [Fact]
    public void Nothing_keeps_the_memory_of_the_work_alive()
    {
        var memory = Enumerable.Range(0, 50).Select(_ => Worked()).ToArray();
        GC.Collect();
        Assert.All(memory, reference => Assert.False(reference.IsAlive));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Worked()
        {
            var numbers = new int[100];
            ParallelFor<Work>.Do(
                new(part =>
                {
                    numbers[part]++;
                    Thread.SpinWait(1000);
                }),
                100, Environment.ProcessorCount, Large);
            return new(numbers);
        }
    }

    [Fact]
    public async Task Products_on_all_threads_of_the_pool_at_once_end()
    {
        var ones = Tensor.Ones<float>([300, 300]);
        var tasks = Enumerable.Range(0, 64).Select(_ => Task.Run(() => Threads.AtMost(4, () => ones.MatMul(ones)))).ToArray();
        var products = await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.All(products, product => Assert.True(product.All(element => element == 300)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_part_throws_the_caller_gets_when_no_part_is_at_work(int threads)
    {
        var atWork = 0;
        var thrown = Assert.Throws<InvalidOperationException>(() => ParallelFor<Work>.Do(
            new(part =>
            {
                Interlocked.Increment(ref atWork);
                Thread.Sleep(1);
                Interlocked.Decrement(ref atWork);
                if (part == 2)
                    throw new InvalidOperationException("part 2");
            }),
            8, threads, Large));
        Assert.Equal("part 2", thrown.Message);
        Assert.Equal(0, atWork);
    }

    private static Task OfItsOwn(Action action)
    {
        var task = new Task(action, TaskCreationOptions.LongRunning);
        task.Start();
        Thread.Sleep(1);
        return task;
    }

    private static void Hold(HashSet<int> held, ManualResetEventSlim release)
    {
        if (Thread.CurrentThread.Name == WorkerThread.Name)
            Add(held);
        release.Wait();
    }

    private static void Add(HashSet<int> threads)
    {
        lock (threads)
            threads.Add(Environment.CurrentManagedThreadId);
    }

    private static int Count(HashSet<int> threads)
    {
        lock (threads)
            return threads.Count;
    }

    private readonly record struct Work(Action<int> Act) : IParallelBody
    {
        public void Do(int part) => Act(part);
    }
}
