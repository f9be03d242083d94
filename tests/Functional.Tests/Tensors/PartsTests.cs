using Functional.Kernels;

namespace Functional.Tests.Tensors;

public sealed class PartsTests
{
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
            Parts<Work>.Do(new(part => Interlocked.Increment(ref times[part])), count, threads);
            Assert.All(times, time => Assert.Equal(1, time));
        }
    }

    [Fact]
    public async Task The_caller_does_all_parts_while_no_other_thread_is_free()
    {
        using var release = new ManualResetEventSlim();
        var caller = Environment.CurrentManagedThreadId;
        var doers = new HashSet<int>();
        ThreadPool.GetMinThreads(out var workers, out _);
        var blocked = Enumerable.Range(0, 4 * workers + 8)
            .Select(_ => Task.Factory.StartNew(release.Wait, default, TaskCreationOptions.PreferFairness, TaskScheduler.Default))
            .ToArray();                         // what is queued after them begins no sooner than they end
        try
        {
            Parts<Work>.Do(
                new(_ =>
                {
                    lock (doers)
                        doers.Add(Environment.CurrentManagedThreadId);
                }),
                16, 2);
            Assert.Equal([caller], doers);
        }
        finally
        {
            release.Set();
        }
        await Task.WhenAll(blocked);
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
        var thrown = Assert.Throws<InvalidOperationException>(() => Parts<Work>.Do(
            new(part =>
            {
                Interlocked.Increment(ref atWork);
                Thread.Sleep(1);
                Interlocked.Decrement(ref atWork);
                if (part == 2)
                    throw new InvalidOperationException("part 2");
            }),
            8, threads));
        Assert.Equal("part 2", thrown.Message);
        Assert.Equal(0, atWork);
    }

    private readonly record struct Work(Action<int> Act) : IParts
    {
        public void Do(int part) => Act(part);
    }
}
